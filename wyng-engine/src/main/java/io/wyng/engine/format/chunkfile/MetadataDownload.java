package io.wyng.engine.format.chunkfile;

import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Copies files of metadata from a destination that is not trusted, many in one stream and none of
 * them whole in memory. No file is larger here than it may be, whatever the destination says; and
 * what is not there at the destination is not there here.
 */
final class MetadataDownload {

  /** The greatest size of a file that is no manifest; larger files take a second turn. */
  static final int SMALL_FILE_BYTES = 64 << 10;

  private static final int PIECE_BYTES = 1 << 20;

  /**
   * A file to copy.
   *
   * @param path where it is on both sides; its directory exists here
   * @param limitBytes the greatest size that it can have
   */
  record Wanted(ArchivePath path, long limitBytes) {}

  private record Longer(ArchivePath path, long sizeBytes) {}

  private final RemoteStore remote;
  private final LocalStore local;

  MetadataDownload(RemoteStore remote, LocalStore local) {
    this.remote = remote;
    this.local = local;
  }

  /**
   * @throws IntegrityException when a file is larger than it can be, or is no regular file
   */
  void copy(List<Wanted> files) {
    List<Longer> longer = copyShortFiles(files);
    if (!longer.isEmpty()) {
      checkSpace(longer.stream().mapToLong(Longer::sizeBytes).sum());
      copyLongFiles(longer);
    }
  }

  /** Copies what is short, and returns what is not. */
  private List<Longer> copyShortFiles(List<Wanted> files) {
    List<Longer> longer = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(SMALL_FILE_BYTES);
    Iterator<Extent> extents =
        files.stream().map(file -> new Extent(file.path, 0, SMALL_FILE_BYTES)).iterator();
    withDownload(
        extents,
        download -> {
          for (Wanted file : files) {
            long size = next(download, file.path, buffer);
            checkSize(file, size);
            if (size > SMALL_FILE_BYTES) {
              longer.add(new Longer(file.path, size));
            } else if (size != Download.MISSING) {
              local.write(file.path, content(buffer));
            }
          }
        });
    return longer;
  }

  private static InputStream content(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.flip().remaining()];
    buffer.get(bytes);
    return new ByteArrayInputStream(bytes);
  }

  private void checkSize(Wanted file, long size) {
    if (size > file.limitBytes) {
      throw remote.damaged(
          file.path,
          "it has " + size + " bytes, more than the " + file.limitBytes + " that it can have",
          null);
    }
  }

  private void checkSpace(long neededBytes) {
    long freeBytes = local.usableBytes();
    if (neededBytes > freeBytes) {
      throw new LocalException(
          "The metadata of the archive at "
              + remote.address()
              + " takes "
              + neededBytes
              + " bytes, more than the "
              + freeBytes
              + " that are free in "
              + local.root(),
          "Make room there; for --from, another place can be named with the variable TMPDIR.");
    }
  }

  private void copyLongFiles(List<Longer> files) {
    Iterator<Extent> extents = files.stream().flatMap(MetadataDownload::pieces).iterator();
    withDownload(
        extents,
        download -> files.forEach(file -> local.write(file.path, new Pieces(download, file))));
  }

  private static Stream<Extent> pieces(Longer file) {
    return LongStream.iterate(0, offset -> offset < file.sizeBytes, offset -> offset + PIECE_BYTES)
        .mapToObj(offset -> new Extent(file.path, offset, PIECE_BYTES));
  }

  @FunctionalInterface
  private interface Work {
    void on(Download download);
  }

  private void withDownload(Iterator<Extent> extents, Work work) {
    Download download = remote.fetch(extents);
    try {
      work.on(download);
    } finally {
      remote.perform("Reading from", ArchiveLayout.TREE, download::close);
    }
  }

  private long next(Download download, ArchivePath path, ByteBuffer buffer) {
    return remote.attempt(
        "Reading",
        path,
        () -> {
          try {
            return download.next(buffer.clear());
          } catch (IOException e) {
            if (remote.isNoRegularFile(path)) {
              throw remote.damaged(path, "it is no regular file", e);
            }
            throw e;
          }
        });
  }

  /** A file, piece by piece; it has to keep the size that was seen first. */
  private final class Pieces extends InputStream {

    private final Download download;
    private final Longer file;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES).limit(0);
    private long takenBytes;

    Pieces(Download download, Longer file) {
      this.download = download;
      this.file = file;
    }

    @Override
    public int read() {
      return isAtEnd() ? -1 : piece.get() & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (isAtEnd()) {
        return -1;
      }
      int count = Math.min(length, piece.remaining());
      piece.get(target, offset, count);
      return count;
    }

    private boolean isAtEnd() {
      if (!piece.hasRemaining() && takenBytes < file.sizeBytes) {
        long left = file.sizeBytes - takenBytes;
        long found = next(download, file.path, piece);
        piece.flip();
        if (found != left || piece.remaining() != Math.min(left, PIECE_BYTES)) {
          throw remote.damaged(file.path, "its size has changed while it was read", null);
        }
        takenBytes += piece.remaining();
      }
      return !piece.hasRemaining();
    }
  }
}
