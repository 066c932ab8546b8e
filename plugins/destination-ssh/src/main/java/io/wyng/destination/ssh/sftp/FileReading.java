package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.Download;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Reads a part of a file with all requests at once. Nothing here waits. */
final class FileReading {

  private final Sftp sftp;

  FileReading(Sftp sftp) {
    this.sftp = sftp;
  }

  /**
   * What was read.
   *
   * @param bytes the bytes asked for
   * @param available how many the file holds from the offset on, or {@link Download#MISSING}
   */
  record Content(ByteBuffer bytes, long available) {

    /** There is no such file. */
    static final Content MISSING = new Content(ByteBuffer.allocate(0), Download.MISSING);
  }

  /**
   * Reads.
   *
   * @param size the size of the file, as the server says
   * @param asked is run when everything was asked for, the closing of the file included; perhaps
   *     more than once, perhaps never
   */
  CompletableFuture<Content> read(
      String path, long size, long offset, int maxLength, Runnable asked) {
    long available = Math.max(0, size - offset);
    ByteBuffer target = ByteBuffer.allocate((int) Math.min(available, maxLength));
    return read(path, offset, target, asked)
        .thenApply(complete -> {
          target.flip();
          // A file that is shorter than the server said has become shorter.
          return new Content(target, complete ? available : target.limit());
        })
        .exceptionally(failure -> {
          if (Waiting.isMissing(failure)) {
            return Content.MISSING; // deleted a moment ago
          }
          throw Failures.wrapped(failure);
        });
  }

  /** Fills the target; false when the file ends before. */
  private CompletableFuture<Boolean> read(
      String path, long offset, ByteBuffer target, Runnable asked) {
    if (!target.hasRemaining()) {
      return CompletableFuture.completedFuture(true);
    }
    return sftp.open(path, Sftp.READ)
        .thenCompose(handle -> {
          List<CompletableFuture<Optional<ByteBuffer>>> parts =
              askForAll(handle, offset + target.position(), target.remaining());
          CompletableFuture<Void> closed = sftp.close(handle);
          asked.run();
          return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
              .thenCombine(closed, (read, nothing) -> take(parts, target));
        })
        .thenCompose(progress ->
            // A server may give less than asked for, without being at the end.
            target.hasRemaining() && progress
                ? read(path, offset, target, asked)
                : CompletableFuture.completedFuture(!target.hasRemaining()));
  }

  private List<CompletableFuture<Optional<ByteBuffer>>> askForAll(
      Handle handle, long offset, int length) {
    int most = sftp.limits().read();
    List<CompletableFuture<Optional<ByteBuffer>>> parts = new ArrayList<>();
    for (int at = 0; at < length; at += most) {
      parts.add(sftp.read(handle, offset + at, Math.min(most, length - at)));
    }
    return parts;
  }

  /** Takes the parts up to the first that is shorter than asked for; false when there is none. */
  private boolean take(List<CompletableFuture<Optional<ByteBuffer>>> parts, ByteBuffer target) {
    boolean progress = false;
    for (CompletableFuture<Optional<ByteBuffer>> part : parts) {
      int asked = Math.min(sftp.limits().read(), target.remaining());
      ByteBuffer bytes = part.join().orElse(null);
      if (bytes == null) {
        break;
      }
      int count = bytes.remaining();
      target.put(bytes);
      progress = true;
      if (count < asked) {
        break;
      }
    }
    return progress;
  }
}
