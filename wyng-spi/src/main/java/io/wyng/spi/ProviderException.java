package io.wyng.spi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A failure that a provider explains to the operator.
 *
 * <p>Every method of the SPI that may fail throws {@link IOException}. A provider that knows more
 * than "it failed" throws this one: the message says what failed, on what, and why (with the words
 * of the system it talked to); the remedy says what to do about it.
 */
public class ProviderException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What the operator can do. */
  private final String remedy;

  /**
   * A failure without a deeper cause.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as one sentence; may be empty
   */
  public ProviderException(String message, String remedy) {
    this(message, remedy, null);
  }

  /**
   * A failure with a cause, which is shown with {@code --debug} only.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as one sentence; may be empty
   * @param cause the reason, or null
   */
  public ProviderException(String message, String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /**
   * What the operator can do about it.
   *
   * @return one sentence, or the empty string
   */
  public final String remedy() {
    return remedy;
  }
}
