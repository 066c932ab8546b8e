package io.wyng.engine.failure;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Storage of volumes that is missing, refuses or fails; restore targets included. */
public final class SourceException extends WyngException {

  /** The exit status of this kind of failure. */
  public static final int EXIT_CODE = 30;

  private static final long serialVersionUID = 1L;

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   */
  public SourceException(String message, String remedy) {
    this(message, remedy, null);
  }

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   * @param cause what was thrown below, or null
   */
  public SourceException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }

  /**
   * What failed, with the reason and the remedy taken from the failure below.
   *
   * @param what what was being done, and on what
   * @param cause why it failed
   */
  public SourceException(String what, IOException cause) {
    super(what + ": " + reason(cause), remedyOf(cause), cause);
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
