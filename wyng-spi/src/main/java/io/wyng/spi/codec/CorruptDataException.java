package io.wyng.spi.codec;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Compressed data that is not what a compressor wrote. The message says what is wrong with it. */
public class CorruptDataException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * A description of the damage.
   *
   * @param message what is wrong with the data
   * @param cause what the underlying library threw, or null
   */
  public CorruptDataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
