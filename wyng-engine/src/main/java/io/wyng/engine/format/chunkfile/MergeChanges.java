package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestMerge;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a merge does with chunk files, one address after the other: the newest chunk of the merged
 * sessions moves into the oldest session's directory, and a chunk there that has become zero or
 * lies behind the end of the volume is deleted (archive format 1, section 4.6, step 3). Derived
 * from the manifests as they are read, so that nothing grows with the volume.
 */
final class MergeChanges implements Iterator<FileChange>, AutoCloseable {

  private final ManifestMerge manifests;
  private final List<SessionName> sessions;
  private final long lastAddress;
  private final ArchivePath directory;
  private @Nullable FileChange next;

  /**
   * @param manifests of the pruned sessions, oldest first, and of the target; closed with this
   * @param merge the merge
   * @param lastAddress address of the last chunk of the target
   * @param directory where the sessions' directories lie
   */
  MergeChanges(
      ManifestMerge manifests, InProcess.Merge merge, long lastAddress, ArchivePath directory) {
    this.manifests = manifests;
    this.sessions = new ArrayList<>(merge.pruned());
    this.sessions.add(merge.target());
    this.lastAddress = lastAddress;
    this.directory = directory;
    advance();
  }

  private void advance() {
    FileChange change = null;
    ManifestEntry entry = manifests.next();
    while (entry != null && change == null) {
      change = changeOf(entry);
      entry = change == null ? manifests.next() : entry;
    }
    next = change;
  }

  private @Nullable FileChange changeOf(ManifestEntry entry) {
    ArchivePath place = chunk(sessions.getFirst(), entry.address());
    boolean behindTheEnd = entry.address() > lastAddress;
    boolean stays = entry.manifest() == 0;
    if (behindTheEnd || (!stays && entry.digest().equals(ChunkDigest.ZERO))) {
      return new FileChange.Delete(place);
    }
    return stays
        ? null
        : new FileChange.Move(chunk(sessions.get(entry.manifest()), entry.address()), place);
  }

  private ArchivePath chunk(SessionName session, long address) {
    return ArchiveLayout.chunk(directory.resolve(session.directory()), address);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public FileChange next() {
    FileChange change = next;
    if (change == null) {
      throw new NoSuchElementException();
    }
    advance();
    return change;
  }

  @Override
  public void close() {
    manifests.close();
  }
}
