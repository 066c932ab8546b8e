package io.wyng.spi.contract;

import io.wyng.spi.destination.Destination;

/**
 * What every destination must do: the Javadoc of {@code io.wyng.spi.destination} as tests. A
 * plugin's test extends this class and connects to an archive of its own for each test:
 *
 * <pre>{@code
 * class MyDestinationTest extends DestinationContract {
 *   private final ArchivePath root = ArchivePath.of("test-" + UUID.randomUUID());
 *
 *   @Override
 *   public Destination open() throws IOException {
 *     return new MyDestinationProvider().open(DestinationAddress.parse("my://host/path"), root);
 *   }
 * }
 * }</pre>
 *
 * <p>The address's path is a mount point at which {@code probe} finds nothing wrong, with 200 MB of
 * free space. The tests delete nothing at the end.
 */
public abstract class DestinationContract
    implements DestinationFileContract,
        DestinationTreeContract,
        DestinationUploadContract,
        DestinationLinkContract,
        DestinationDownloadContract,
        DestinationChangeContract,
        DestinationStateContract,
        DestinationNameContract,
        DestinationSafetyContract,
        DestinationHistoryContract {

  /** For subclasses. */
  protected DestinationContract() {}

  @Override
  public abstract Destination open() throws Exception;
}
