package io.wyng.source.lvmthin;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Carries out what must not be broken off, although the thread that wants it may be interrupted.
 */
final class Uninterrupted {

  private Uninterrupted() {}

  /** Something that may fail. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException;
  }

  /** Runs the task to its end; an interrupt meanwhile stays pending. */
  static void run(Task task) throws IOException {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        task.run();
        end.complete(null);
      } catch (IOException | RuntimeException | Error e) {
        end.completeExceptionally(e);
      }
    });
    try {
      end.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      if (e.getCause() instanceof RuntimeException defect) {
        throw defect;
      }
      throw e;
    }
  }
}
