package io.wyng.shell;

import io.wyng.spi.ProviderException;

/** The far side was reached, but runs no POSIX shell with which an archive could be kept there. */
public final class NoShellException extends ProviderException {

  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what is missing where, with what the far side said; no full stop at the end
   * @param remedy what the operator can do, as one sentence
   */
  public NoShellException(String message, String remedy) {
    super(message, remedy);
  }
}
