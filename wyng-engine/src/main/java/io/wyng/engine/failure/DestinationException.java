package io.wyng.engine.failure;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A destination that cannot be reached, is not mounted, read-only, full or failing. */
public final class DestinationException extends WyngException {

  /** The exit status of this kind of failure. */
  public static final int EXIT_CODE = 20;

  private static final long serialVersionUID = 1L;

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   */
  public DestinationException(String message, String remedy) {
    this(message, remedy, null);
  }

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   * @param cause what was thrown below, or null
   */
  public DestinationException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }

  /**
   * What failed, with the reason and the remedy taken from the failure below.
   *
   * @param what what was being done, and on what
   * @param cause why it failed
   */
  public DestinationException(String what, IOException cause) {
    super(what + ": " + reason(cause), remedyOf(cause), cause);
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
