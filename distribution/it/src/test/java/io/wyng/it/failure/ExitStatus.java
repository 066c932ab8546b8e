package io.wyng.it.failure;

/** The exit statuses that the manual promises. */
final class ExitStatus {

  static final int FAILED = 1;
  static final int USAGE = 2;
  static final int ARCHIVE = 10;
  static final int LOCKED = 11;
  static final int DESTINATION = 20;
  static final int SOURCE = 30;
  static final int LOCAL = 35;
  static final int INTEGRITY = 40;
  static final int PLUGIN = 50;

  private ExitStatus() {}
}
