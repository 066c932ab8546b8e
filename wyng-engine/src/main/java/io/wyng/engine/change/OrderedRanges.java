package io.wyng.engine.change;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RangeConsumer;
import java.io.IOException;

/**
 * Takes the ranges that a source reports into a change map, and refuses an answer that makes no
 * sense: the ranges must ascend, not overlap, and lie within the volume.
 */
public final class OrderedRanges implements RangeConsumer {

  private final ChangeMap map;
  private long end;

  /**
   * Fills a map.
   *
   * @param map receives the marks
   */
  public OrderedRanges(ChangeMap map) {
    this.map = map;
  }

  @Override
  public void accept(long offset, long length) throws IOException {
    if (offset < end || length < 1 || length > map.volumeBytes() - offset) {
      throw new ProviderException(
          "The storage reported changes that make no sense: "
              + length
              + " bytes at "
              + offset
              + ", after a range that ends at "
              + end
              + ", in a volume of "
              + map.volumeBytes()
              + " bytes",
          "Check the versions of the storage's tools; nothing was sent.");
    }
    end = offset + length;
    map.markRange(offset, length);
  }
}
