package io.wyng.engine.failure;

import org.jspecify.annotations.Nullable;

/** A plugin that is missing, was refused, or is not what is needed. */
public final class PluginException extends WyngException {

  /** The exit status of this kind of failure. */
  public static final int EXIT_CODE = 50;

  private static final long serialVersionUID = 1L;

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   */
  public PluginException(String message, String remedy) {
    this(message, remedy, null);
  }

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   * @param cause what was thrown below, or null
   */
  public PluginException(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
