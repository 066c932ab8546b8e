package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Makes files that were not there before: what has the name already goes first, and is never
 * written into, because it may have other names, or be a link. Nothing here waits.
 */
final class NewFiles {

  private static final int ALREADY_EXISTS = 11;

  private final Sftp sftp;

  NewFiles(Sftp sftp) {
    this.sftp = sftp;
  }

  Sftp sftp() {
    return sftp;
  }

  /** Opens a new file for writing. */
  CompletableFuture<Handle> create(String path) {
    return sftp.open(path, Sftp.CREATE)
        .exceptionallyCompose(
            failure -> vacate(path, failure).thenCompose(done -> sftp.open(path, Sftp.CREATE)));
  }

  /** Takes away what has a name, unless it is a directory. */
  CompletableFuture<Void> vacate(String path, Throwable reason) {
    if (!mayBeThere(reason)) {
      return CompletableFuture.failedFuture(reason);
    }
    return sftp.lstat(path)
        .thenCompose(found -> {
          Attributes there = found.orElseThrow(() -> Failures.wrapped(reason));
          refuseDirectory(path, there);
          return sftp.remove(path);
        });
  }

  /** Whether a name that is taken would have made a request fail like this. */
  static boolean mayBeThere(Throwable failure) {
    return Waiting.unwrapped(failure) instanceof StatusException status
        && (status.code() == StatusException.FAILURE || status.code() == ALREADY_EXISTS);
  }

  static void refuseDirectory(String path, Attributes there) {
    if (there.isDirectory()) {
      throw Failures.wrapped(
          new ProviderException(
              Paths.shown(path) + " is a directory where a file should be",
              "It was not made by Wyng: move it away and repeat the command."));
    }
  }

  /** Writes all bytes of a file, makes them durable where the server can, and closes it. */
  CompletableFuture<Void> fill(Handle handle, ByteBuffer content) {
    List<CompletableFuture<Void>> begun = new ArrayList<>();
    int most = sftp.limits().write();
    for (int at = 0; at < content.limit(); at += most) {
      ByteBuffer part = content.slice(at, Math.min(most, content.limit() - at));
      begun.add(sftp.write(handle, at, part));
    }
    begun.add(finish(handle));
    return CompletableFuture.allOf(begun.toArray(CompletableFuture[]::new));
  }

  /** Makes durable what was written, where the server can, and closes the file. */
  CompletableFuture<Void> finish(Handle handle) {
    CompletableFuture<Void> forced =
        sftp.extensions().has(Extensions.FSYNC)
            ? sftp.fsync(handle)
            : CompletableFuture.completedFuture(null);
    return CompletableFuture.allOf(forced, sftp.close(handle));
  }

  /** Removes a file; one that is not there is removed already. */
  CompletableFuture<Void> removeIfThere(String path) {
    return sftp.remove(path)
        .exceptionallyCompose(failure ->
            Waiting.isMissing(failure)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(failure));
  }
}
