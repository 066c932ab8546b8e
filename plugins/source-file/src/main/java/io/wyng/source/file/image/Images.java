package io.wyng.source.file.image;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.source.RangeConsumer;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;

/** What is done with whole images: copying, overlaying, comparing. */
public final class Images {

  private Images() {}

  /**
   * Copies an image into an empty file. Holes, and blocks of zeros, become holes.
   *
   * @param image the image
   * @param copy the empty file
   * @throws IOException when it fails
   */
  public static void copy(Image image, NativeFile copy) throws IOException {
    copy.resize(image.sizeBytes());
    Segments.process(image.sizeBytes(), () -> new Copying(image, copy));
  }

  /**
   * Writes into an empty file what differs between an image and its base. The file is then an
   * overlay that makes the image of the base.
   *
   * @param base the base
   * @param image the image
   * @param overlay the empty file
   * @throws IOException when it fails
   */
  public static void overlay(PlainImage base, Image image, NativeFile overlay) throws IOException {
    BitSet blocks =
        ImageComparison.differingBlocks(
            base, image, () -> List.of(Sameness.byHoles(base, image)), overlay::writeUnlessZero);
    new OverlayIndex(image.sizeBytes(), blocks).append(overlay);
  }

  /**
   * Reports where an overlaid image differs from its base, by the overlay's index alone, and all
   * that lies behind the end of the base.
   *
   * @param overlaid an image whose overlay has not been folded into its base
   * @param ranges receives the ranges, ascending and disjoint, within the size of the image
   * @throws IOException when a range is refused
   */
  public static void reportOverlaid(OverlayImage overlaid, RangeConsumer ranges)
      throws IOException {
    BitSet blocks = (BitSet) overlaid.index().blocks().clone();
    reportWithGrowth(blocks, overlaid.base(), overlaid, ranges);
  }

  /**
   * Reports where two images differ by comparing them, and all of the newer one that lies behind
   * the end of the older. What lies in one place on the disk is not read.
   *
   * @param older the older image
   * @param newer the newer image
   * @param ranges receives the ranges, ascending and disjoint, within the size of the newer image
   * @throws IOException when an image cannot be read
   */
  public static void reportDifferences(Image older, Image newer, RangeConsumer ranges)
      throws IOException {
    BitSet blocks =
        ImageComparison.differingBlocks(
            older, newer, knowledge(older, newer), (position, block) -> {});
    reportWithGrowth(blocks, older, newer, ranges);
  }

  private static void reportWithGrowth(
      BitSet blocks, Image older, Image newer, RangeConsumer ranges) throws IOException {
    if (newer.sizeBytes() > older.sizeBytes()) {
      int firstNew = Blocks.number(older.sizeBytes());
      blocks.set(firstNew, Blocks.number(Blocks.end(newer.sizeBytes())));
    }
    Blocks.report(blocks, newer.sizeBytes(), ranges);
  }

  private static Supplier<List<Sameness>> knowledge(Image older, Image newer) {
    return older instanceof PlainImage plainOlder && newer instanceof PlainImage plainNewer
        ? () ->
            List.of(Sameness.byHoles(older, newer), Sameness.bySharedPlaces(plainOlder, plainNewer))
        : () -> List.of(Sameness.byHoles(older, newer));
  }

  /**
   * Reports where an image may hold something other than zeros.
   *
   * @param image the image
   * @param ranges receives the ranges, ascending and disjoint
   * @throws IOException when the file system cannot tell
   */
  public static void reportData(Image image, RangeConsumer ranges) throws IOException {
    DataRanges.report(image, ranges);
  }
}
