package io.wyng.destination.ssh.sftp;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Waits for what was begun. There is always an end: a server that says nothing is given up. */
final class Waiting {

  private Waiting() {}

  /** Waits for a result. */
  static <T> T await(CompletableFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Interrupted while waiting for the server");
    } catch (ExecutionException e) {
      throw unwrapped(Objects.requireNonNull(e.getCause()));
    }
  }

  /** The failure behind the wrappers that futures put around it. */
  static IOException unwrapped(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(cause);
    };
  }

  /** Whether a future failed because there is no such file. */
  static boolean isMissing(Throwable failure) {
    return unwrapped(failure) instanceof StatusException status && status.isMissing();
  }
}
