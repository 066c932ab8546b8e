package io.wyng.spi.contract;

/**
 * What every source must do: the Javadoc of {@code io.wyng.spi.source} as tests.
 *
 * <p>A provider's test extends this class and implements {@link SourceFixture}.
 */
public abstract class SourceContract
    implements SourceListingContract,
        SourceSnapshotContract,
        SourceReassignmentContract,
        SourceScanContract,
        SourceTargetContract {

  /** For the tests of a provider. */
  protected SourceContract() {}
}
