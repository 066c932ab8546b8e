package io.wyng.destination.ssh.sftp;

import java.io.IOException;

/** A request that the server refused. It still has to be explained to the operator. */
final class StatusException extends IOException {

  static final int OK = 0;
  static final int END_OF_FILE = 1;
  static final int NO_SUCH_FILE = 2;
  static final int PERMISSION_DENIED = 3;
  static final int FAILURE = 4;
  static final int UNSUPPORTED = 8;

  private static final long serialVersionUID = 1L;

  private final int code;

  StatusException(int code, String words) {
    super(words);
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether there is no such file. */
  boolean isMissing() {
    return code == NO_SUCH_FILE;
  }
}
