package io.wyng.destination.ssh.sftp;

import java.util.concurrent.CompletionException;

/** Lets checked failures out of the stages of a future. */
final class Failures {

  private Failures() {}

  /** To be thrown in a stage, which then fails with this. */
  static CompletionException wrapped(Throwable failure) {
    return failure instanceof CompletionException already
        ? already
        : new CompletionException(failure);
  }
}
