package io.wyng.engine.failure;

import org.jspecify.annotations.Nullable;

/**
 * A request that makes no sense as it was given: an option, a name or a combination that is wrong.
 */
public final class UsageException extends WyngException {

  /** The exit status of this kind of failure. */
  public static final int EXIT_CODE = 2;

  private static final long serialVersionUID = 1L;

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   */
  public UsageException(String message, String remedy) {
    this(message, remedy, null);
  }

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   * @param cause what was thrown below, or null
   */
  public UsageException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
