package io.wyng.engine.manifest;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.failure.IntegrityException;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a volume held at a session: one line for each chunk from 0 to the last (archive
 * format 1, section 4.1, steps 3 and 4). A gap is an error. Used by one thread.
 */
public final class FullView implements AutoCloseable {

  private final ManifestMerge merge;
  private final String origin;
  private final int chunkBytes;
  private final long lastAddress;
  private long expected;

  /**
   * A view of merged manifests, which are closed with it.
   *
   * @param merge the manifests of all sessions up to the one viewed
   * @param origin what to call the session in messages
   * @param chunkSize size of the archive's chunks
   * @param volumeBytes size of the volume at the session viewed
   */
  public FullView(ManifestMerge merge, String origin, ChunkSize chunkSize, long volumeBytes) {
    this.merge = merge;
    this.origin = origin;
    this.chunkBytes = chunkSize.bytes();
    this.lastAddress = chunkSize.lastAddress(volumeBytes);
  }

  /**
   * The next chunk.
   *
   * @return its line, or null behind the last chunk of the volume
   */
  public @Nullable ManifestEntry next() {
    if (expected > lastAddress) {
      return null;
    }
    ManifestEntry entry = merge.next();
    if (entry == null || entry.address() != expected) {
      throw new IntegrityException(
          "The manifests of "
              + origin
              + " are incomplete: no entry for the chunk at "
              + new ChunkAddress(expected),
          "Restore the volume's metadata from a backup, or from the other side if it is intact"
              + " there.");
    }
    expected += chunkBytes;
    return entry;
  }

  @Override
  public void close() {
    merge.close();
  }
}
