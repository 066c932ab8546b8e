package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads files ahead of the one who takes them: many are looked up at a time, which costs little,
 * and as many of those are read as a window of bytes allows. The iterator of extents is advanced by
 * the taker himself, and so never after the download is closed.
 */
final class PipelinedDownload implements Download {

  private static final int WINDOW_LOOKUPS = 1024;

  private final Archive archive;
  private final FileReading reading;
  private final Iterator<Extent> extents;
  private final int mostFiles;

  /** All that were begun and not taken, in their order. */
  private final Deque<Ahead> window = new ArrayDeque<>();

  /** Those of them that are not read yet. Guarded by itself, as the next two are. */
  private final Deque<Ahead> waiting = new ArrayDeque<>();

  private long bytesAhead;
  private int filesAhead;
  private volatile boolean closed;
  private @Nullable RuntimeException endOfExtents;

  /** An extent on its way. */
  private static final class Ahead {
    private final Extent extent;
    private final CompletableFuture<Optional<Attributes>> found;
    private final CompletableFuture<FileReading.Content> content = new CompletableFuture<>();
    private int reserved;

    /** Whether it is counted among the files that may be open over there. */
    private boolean counted;

    Ahead(Extent extent, CompletableFuture<Optional<Attributes>> found) {
      this.extent = extent;
      this.found = found;
    }
  }

  PipelinedDownload(Archive archive, Sftp sftp, Iterator<Extent> extents) {
    this.archive = archive;
    this.reading = new FileReading(sftp);
    this.extents = extents;
    this.mostFiles = sftp.limits().handles();
  }

  @Override
  public long next(ByteBuffer target) throws IOException {
    if (closed) {
      throw new IOException("The download is closed");
    }
    lookAhead();
    Ahead first = window.poll();
    if (first == null) {
      throw endOfExtents == null ? new NoSuchElementException("No more extents") : endOfExtents;
    }
    try {
      FileReading.Content content = Waiting.await(first.content);
      target.put(content.bytes());
      return content.available();
    } catch (IOException e) {
      throw archive.explain("read", first.extent.path(), e);
    } finally {
      release(first.reserved);
    }
  }

  private void lookAhead() {
    while (window.size() < WINDOW_LOOKUPS) {
      Extent extent = nextExtent();
      if (extent == null) {
        return;
      }
      Ahead ahead = new Ahead(extent, archive.tree().lstat(extent.path()));
      window.add(ahead);
      synchronized (waiting) {
        waiting.add(ahead);
      }
      var _ = ahead.found.whenComplete((found, failure) -> readAhead());
    }
  }

  /**
   * The next extent, or null at the end. A failure of the iterator is kept until its turn comes.
   */
  private @Nullable Extent nextExtent() {
    if (endOfExtents == null) {
      try {
        if (extents.hasNext()) {
          return extents.next();
        }
      } catch (RuntimeException e) {
        endOfExtents = e;
      }
    }
    return null;
  }

  private void release(int bytes) {
    synchronized (waiting) {
      bytesAhead -= bytes;
    }
    readAhead();
  }

  /** Begins to read those whose turn it is, as far as there is room. */
  private void readAhead() {
    synchronized (waiting) {
      for (Ahead next = waiting.peek(); next != null && !closed; next = waiting.peek()) {
        if (!next.found.isDone()) {
          return;
        }
        int size = sizeOf(next);
        boolean room =
            bytesAhead == 0
                || (bytesAhead + size <= archive.windowBytes() && filesAhead < mostFiles);
        if (!room) {
          return;
        }
        waiting.remove();
        next.reserved = size;
        bytesAhead += size;
        filesAhead++;
        next.counted = true;
        begin(next);
      }
    }
  }

  /** How many bytes will be held for an extent. */
  private static int sizeOf(Ahead ahead) {
    if (ahead.found.isCompletedExceptionally()) {
      return 0;
    }
    long size = ahead.found.join().map(Attributes::size).orElse(0L) - ahead.extent.offset();
    return Math.clamp(size, 0, ahead.extent.maxLength());
  }

  private void begin(Ahead ahead) {
    var _ =
        ahead
            .found
            .thenCompose(found -> read(ahead, found))
            .whenComplete((content, failure) -> {
              count(ahead);
              if (failure == null) {
                ahead.content.complete(content);
              } else {
                ahead.content.completeExceptionally(failure);
              }
              readAhead();
            });
  }

  /** Counts a file that is not open any more, or will not be when the next one is opened. */
  private void count(Ahead ahead) {
    synchronized (waiting) {
      if (ahead.counted) {
        ahead.counted = false;
        filesAhead--;
      }
    }
  }

  private CompletableFuture<FileReading.Content> read(Ahead ahead, Optional<Attributes> found) {
    Extent extent = ahead.extent;
    if (found.isEmpty()) {
      return CompletableFuture.completedFuture(FileReading.Content.MISSING);
    }
    String path = archive.tree().resolve(extent.path());
    if (!found.get().isRegular()) {
      throw Failures.wrapped(
          new ProviderException(
              "Cannot read " + Paths.shown(path) + ": it is no regular file",
              "It was not made by Wyng: move it away."));
    }
    return reading.read(
        path,
        found.get().size(),
        extent.offset(),
        extent.maxLength(),
        () -> {
          count(ahead);
          readAhead();
        });
  }

  @Override
  public void close() {
    closed = true;
  }
}
