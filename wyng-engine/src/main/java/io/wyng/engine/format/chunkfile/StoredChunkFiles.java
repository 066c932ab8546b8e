package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The files of a volume's stored chunks, and what can be seen wrong with one before its bytes. */
final class StoredChunkFiles {

  static final String NO_REGULAR_FILE = "is no regular file at the destination";

  private final Volume volume;
  private final ChunkSize chunkSize;

  StoredChunkFiles(Volume volume, ChunkSize chunkSize) {
    this.volume = volume;
    this.chunkSize = chunkSize;
  }

  SessionName session(ManifestEntry entry) {
    return volume.sessions().get(entry.manifest()).name();
  }

  ArchivePath file(ManifestEntry entry) {
    return ArchiveLayout.chunk(
        ArchiveLayout.session(volume.name(), session(entry)), entry.address());
  }

  /** What to fetch for the lines that come, of which those of zeros have no file. */
  Iterator<Extent> extents(Supplier<@Nullable ManifestEntry> lines) {
    return new Iterator<>() {
      private @Nullable ManifestEntry next;

      @Override
      public boolean hasNext() {
        while (next == null || next.digest().isZero()) {
          next = lines.get();
          if (next == null) {
            return false;
          }
        }
        return true;
      }

      @Override
      public Extent next() {
        if (!hasNext() || next == null) {
          throw new NoSuchElementException();
        }
        Extent extent = new Extent(file(next), 0, chunkSize.maxStoredBytes());
        next = null;
        return extent;
      }
    };
  }

  /** What is wrong with a file of a size, or with its absence; null when nothing is. */
  @Nullable String wrongSize(long size) {
    if (size == Download.MISSING) {
      return "is missing at the destination";
    }
    if (size == 0) {
      return "is empty at the destination";
    }
    return size > chunkSize.maxStoredBytes()
        ? "has " + size + " bytes, more than a chunk of this archive can have"
        : null;
  }
}
