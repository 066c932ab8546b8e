/**
 * The volumes of an LVM thin pool as a source of backups, and logical volumes as targets of
 * restores.
 *
 * <p>Provides the {@link io.wyng.spi.source.SourceProvider} named {@code lvm-thin}. What it needs
 * of the host are the programs of LVM, device-mapper and thin-provisioning-tools; it links to none
 * of them.
 *
 * @provides io.wyng.spi.source.SourceProvider
 */
module io.wyng.source.lvmthin {
  requires com.fasterxml.jackson.databind;
  requires io.wyng.spi;
  requires java.xml;
  requires static org.jspecify;

  provides io.wyng.spi.source.SourceProvider with
      io.wyng.source.lvmthin.LvmThinProvider;
}
