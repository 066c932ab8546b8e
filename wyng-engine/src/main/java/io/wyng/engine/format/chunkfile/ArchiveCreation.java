package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;

/**
 * Makes a new archive: its settings on both sides (archive format 1, section 2.1).
 *
 * <p>The archive exists from the instant at which the local {@code archive.ini} has its name. The
 * settings are kept under a temporary name before the destination gets them, so that an attempt
 * that broke off is recognised as ours and can be repeated.
 */
public final class ArchiveCreation {

  private ArchiveCreation() {}

  /**
   * Makes an archive.
   *
   * @param settings its settings
   * @param local this machine's copy of the metadata; it is created
   * @param destination where the archive will be; closed here
   * @throws ArchiveException when there is an archive already, on either side
   */
  public static void create(ArchiveSettings settings, LocalStore local, Destination destination) {
    try (RemoteStore remote = new RemoteStore(destination, settings.destination())) {
      if (local.exists(ArchiveLayout.ARCHIVE_INI)) {
        throw new ArchiveException(
            "An archive is configured already in " + local.root(),
            "Use it as it is, or name another directory with --meta-dir.");
      }
      DestinationCheck.usable(remote, true);
      checkNoArchive(settings, local, remote);
      byte[] ini = ArchiveIni.create(settings);
      local.createDirectories(ArchiveLayout.TREE);
      local.deleteTree(ArchiveLayout.IN_PROCESS);
      local.replace(ArchiveLayout.NEW_ARCHIVE_INI, ini);
      remote.replace(ArchiveLayout.CONTACT, new byte[0]);
      remote.replace(ArchiveLayout.ARCHIVE_INI, ini);
      local.rename(ArchiveLayout.NEW_ARCHIVE_INI, ArchiveLayout.ARCHIVE_INI);
    }
  }

  private static void checkNoArchive(
      ArchiveSettings settings, LocalStore local, RemoteStore remote) {
    ArchivePath ini = ArchiveLayout.ARCHIVE_INI;
    boolean brokeOff =
        local.exists(ArchiveLayout.NEW_ARCHIVE_INI)
            && new MetadataComparison(local, remote).isSame(ArchiveLayout.NEW_ARCHIVE_INI, ini);
    if (!brokeOff && !remote.list(ArchiveLayout.TREE).isEmpty()) {
      throw new ArchiveException(
          "There is an archive already at "
              + settings.destination()
              + " in "
              + ArchiveLayout.root(settings),
          "Name another place with --subdir, or remove the old archive first.");
    }
  }
}
