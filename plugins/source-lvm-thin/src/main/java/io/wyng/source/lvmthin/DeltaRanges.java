package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RangeConsumer;
import java.io.IOException;
import java.util.Set;

/**
 * Turns the runs of blocks of {@code thin_delta} into byte ranges, and trusts none of them: the
 * numbers of the two volumes and the block size must be those we asked about; runs must ascend and
 * not overlap; and in the end both volumes must have exactly as many blocks as the kernel says they
 * have mapped. An answer that lost something, as several versions of the program have done, fails
 * one of these.
 */
final class DeltaRanges implements DeltaHandler {

  /**
   * No thin volume reaches beyond this; blocks behind the end of a volume that shrank are normal.
   */
  private static final long PLAUSIBLE_END_BYTES = 1L << 60;

  private final Volume left;
  private final Volume right;
  private final long blockSizeBytes;
  private final Set<Kind> reported;
  private final long tailStart;
  private final ByteRanges ranges;

  private boolean begun;
  private long previousEnd;
  private long leftBlocks;
  private long rightBlocks;

  /**
   * One of the two volumes.
   *
   * @param thinId its number in the pool's metadata
   * @param sizeBytes its size
   * @param mappedBytes the whole blocks that it has mapped, also behind its end
   */
  record Volume(long thinId, long sizeBytes, long mappedBytes) {}

  private DeltaRanges(
      Volume left, Volume right, long blockSizeBytes, Set<Kind> reported, RangeConsumer consumer) {
    this.left = left;
    this.right = right;
    this.blockSizeBytes = blockSizeBytes;
    this.reported = Set.copyOf(reported);
    this.ranges = new ByteRanges(consumer);
    // What one of the two volumes does not have counts as changed, with the block that it ends in.
    long common = Math.min(left.sizeBytes(), right.sizeBytes());
    this.tailStart =
        left.sizeBytes() == right.sizeBytes()
            ? common
            : Math.floorDiv(common, blockSizeBytes) * blockSizeBytes;
  }

  /** Reports what differs between two volumes, within the size of the second. */
  static DeltaRanges changed(
      Volume baseline, Volume current, long blockSizeBytes, RangeConsumer consumer) {
    Set<Kind> changes = Set.of(Kind.DIFFERENT, Kind.LEFT_ONLY, Kind.RIGHT_ONLY);
    return new DeltaRanges(baseline, current, blockSizeBytes, changes, consumer);
  }

  /** Reports what is mapped in one volume, which was compared with itself. */
  static DeltaRanges mapped(Volume volume, long blockSizeBytes, RangeConsumer consumer) {
    return new DeltaRanges(volume, volume, blockSizeBytes, Set.of(Kind.values()), consumer);
  }

  @Override
  public void begin(long answeredBlockSize, long leftId, long rightId) throws IOException {
    if (leftId != left.thinId() || rightId != right.thinId()) {
      throw DeltaXml.nonsense(
          "it compares the volumes %d and %d instead of %d and %d"
              .formatted(leftId, rightId, left.thinId(), right.thinId()),
          null);
    }
    if (answeredBlockSize != blockSizeBytes) {
      throw DeltaXml.nonsense(
          "it counts in blocks of %d bytes, but those of the pool have %d"
              .formatted(answeredBlockSize, blockSizeBytes),
          null);
    }
    begun = true;
  }

  @Override
  public void run(Kind kind, long begin, long length) throws IOException {
    if (length == 0 || begin < previousEnd) {
      throw DeltaXml.nonsense(
          "a run of %d blocks from block %d follows one that ends before block %d"
              .formatted(length, begin, previousEnd),
          null);
    }
    long plausibleEnd = PLAUSIBLE_END_BYTES / blockSizeBytes;
    if (begin > plausibleEnd || length > plausibleEnd - begin) {
      throw DeltaXml.nonsense(
          "a run of %d blocks from block %d reaches beyond any volume".formatted(length, begin),
          null);
    }
    previousEnd = begin + length;
    leftBlocks += kind == Kind.RIGHT_ONLY ? 0 : length;
    rightBlocks += kind == Kind.LEFT_ONLY ? 0 : length;
    if (reported.contains(kind)) {
      ranges.add(begin * blockSizeBytes, previousEnd * blockSizeBytes, tailStart);
    }
  }

  /** Checks that nothing is missing, and reports the end of the volume if that is new. */
  void finish() throws IOException {
    if (!begun) {
      throw DeltaXml.nonsense("it is empty", null);
    }
    requireComplete("first", left, leftBlocks);
    requireComplete("second", right, rightBlocks);
    ranges.add(tailStart, right.sizeBytes(), right.sizeBytes());
    ranges.flush();
  }

  private void requireComplete(String which, Volume volume, long blocks) throws ProviderException {
    long bytes = blocks * blockSizeBytes;
    if (bytes != volume.mappedBytes()) {
      throw DeltaXml.nonsense(
          "it accounts for %d bytes of the %s volume, which has %d mapped"
              .formatted(bytes, which, volume.mappedBytes()),
          null);
    }
  }
}
