package io.wyng.spi.source;

import java.io.IOException;

/** Receives byte ranges of a volume. */
@FunctionalInterface
public interface RangeConsumer {

  /**
   * Takes a range.
   *
   * @param offset first byte
   * @param length number of bytes, at least 1
   * @throws IOException when the range is refused: out of order, overlapping or out of bounds
   */
  void accept(long offset, long length) throws IOException;
}
