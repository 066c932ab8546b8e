package io.wyng.destination.internal;

import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * Lets the disk write while more is being compressed. The kernel by itself may gather gigabytes
 * first, all of which the sync at the end would wait for. Used by one thread.
 */
final class EarlyWriteback {

  private static final Executor THREADS =
      task -> Thread.ofPlatform().name("wyng-writeback").daemon().start(task);

  private final DurableFiles files;
  private final Path root;
  private final long portionBytes;
  private long sinceLast;
  private Future<Void> running = CompletableFuture.completedFuture(null);

  /**
   * Watches over what is written to a file system.
   *
   * @param root any directory of the file system
   * @param portionBytes how many bytes are gathered before the disk is told to begin
   */
  EarlyWriteback(DurableFiles files, Path root, long portionBytes) {
    this.files = files;
    this.root = root;
    this.portionBytes = portionBytes;
  }

  /**
   * Counts what was written.
   *
   * @throws IOException when what was written before did not reach the disk
   */
  void written(long bytes) throws IOException {
    sinceLast += bytes;
    if (sinceLast >= portionBytes && running.isDone()) {
      await();
      sinceLast = 0;
      running = CompletableFuture.runAsync(this::write, THREADS);
    }
  }

  private void write() {
    try {
      files.forceFileSystem(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits for the disk.
   *
   * @throws IOException when what was written did not reach it: the kernel tells that only once, so
   *     the sync at the end would not
   */
  void await() throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          running.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          switch (e.getCause()) {
            case UncheckedIOException failure -> throw failure.getCause();
            case Error failure -> throw failure;
            case null, default -> throw new IllegalStateException(e.getCause());
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
