package io.wyng.engine.failure;

/** A comparison that was carried out and found differences. */
public final class DifferenceException extends WyngException {

  /** The exit status of this kind of failure. */
  public static final int EXIT_CODE = 1;

  private static final long serialVersionUID = 1L;

  /**
   * Describes the differences.
   *
   * @param message what differs from what; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   */
  public DifferenceException(String message, String remedy) {
    super(message, remedy, null);
  }

  @Override
  public int exitCode() {
    return EXIT_CODE;
  }
}
