package io.wyng.destination.internal;

import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Reads files with a few threads, ahead of the one who takes them. The window is filled by the
 * taker himself whenever he takes an extent; so the iterator of extents is never advanced by
 * another thread, nor after the download is closed.
 */
final class ReadAheadDownload implements Download {

  private static final int WINDOW_EXTENTS = 64;
  private static final long WINDOW_BYTES = 8L << 20;

  private final ArchiveDirectory archive;
  private final Iterator<Extent> extents;
  private final ExecutorService readers;
  private final Deque<Ahead> window = new ArrayDeque<>();
  private long windowBytes;
  private @Nullable RuntimeException endOfExtents;
  private boolean closed;

  /** An extent that is being read, or was. */
  private record Ahead(Extent extent, Future<Content> content) {}

  /**
   * What was read.
   *
   * @param bytes the bytes asked for
   * @param available how many the file holds from the offset on, or {@link Download#MISSING}
   */
  private record Content(ByteBuffer bytes, long available) {}

  ReadAheadDownload(ArchiveDirectory archive, Iterator<Extent> extents, int threads) {
    this.archive = archive;
    this.extents = extents;
    this.readers =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("read-ahead-", 0).factory());
  }

  @Override
  public long next(ByteBuffer target) throws IOException {
    if (closed) {
      throw new IOException("The download is closed");
    }
    fillWindow();
    Ahead first = window.poll();
    if (first == null) {
      throw endOfExtents == null ? new NoSuchElementException("No more extents") : endOfExtents;
    }
    windowBytes -= first.extent.maxLength();
    Content content = await(first.content);
    target.put(content.bytes);
    return content.available;
  }

  private void fillWindow() {
    while (window.isEmpty() || (window.size() < WINDOW_EXTENTS && windowBytes < WINDOW_BYTES)) {
      Extent extent = nextExtent();
      if (extent == null) {
        return;
      }
      windowBytes += extent.maxLength();
      window.add(new Ahead(extent, readers.submit(() -> read(extent))));
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

  private Content read(Extent extent) throws IOException {
    try (FileChannel channel = archive.open(extent.path()).orElse(null)) {
      if (channel == null) {
        return new Content(ByteBuffer.allocate(0), MISSING);
      }
      long available = Math.max(0, channel.size() - extent.offset());
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(available, extent.maxLength()));
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, extent.offset() + bytes.position()) < 0) {
          available = bytes.position(); // the file has become shorter
          break;
        }
      }
      return new Content(bytes.flip(), available);
    } catch (IOException e) {
      throw Explanation.of("read", archive.resolve(extent.path()), e);
    }
  }

  private static Content await(Future<Content> content) throws IOException {
    try {
      return content.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Reading the archive was interrupted");
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  private static IOException unwrapped(ExecutionException failure) {
    return switch (failure.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case null, default -> new IOException(failure);
    };
  }

  @Override
  public void close() {
    closed = true;
    readers.shutdownNow();
    readers.close();
  }
}
