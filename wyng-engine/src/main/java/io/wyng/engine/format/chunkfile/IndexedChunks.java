package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.dedup.ChunkPlace;
import io.wyng.engine.dedup.DigestIndex;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestReader;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stored chunks of an archive by their digests (archive format 1, section 4.5). Of several with
 * one digest, that of the newest session is found.
 */
final class IndexedChunks implements AutoCloseable {

  /**
   * A session of which the chunks are known.
   *
   * @param number stands for it in the index
   */
  record IndexedSession(int number, VolumeName volume, Session session) {

    ArchivePath directory() {
      return ArchiveLayout.session(volume, session.name());
    }
  }

  private final DigestIndex index;
  private final List<IndexedSession> sessions = new ArrayList<>();

  /** By number; null for a session that is gone. */
  private final List<@Nullable ArchivePath> directories = new ArrayList<>();

  private IndexedChunks(DigestIndex index) {
    this.index = index;
  }

  /**
   * Reads all manifests. A session of which the manifest is damaged is left out.
   *
   * @param events told of which volume a manifest is read, and what is left out
   */
  static IndexedChunks of(
      LocalStore local, ArchiveSettings settings, List<Volume> volumes, EventListener events) {
    ArchivePath scratch = ArchiveLayout.SCRATCH.resolve("dedup");
    DigestIndex index = new DigestIndex(local.root().resolve(scratch.text()));
    IndexedChunks chunks = new IndexedChunks(index);
    boolean complete = false;
    try {
      chunks.addAll(new LocalMetadata(local), settings, volumes, events);
      complete = true;
      return chunks;
    } finally {
      if (!complete) {
        index.close();
      }
    }
  }

  private void addAll(
      LocalMetadata metadata,
      ArchiveSettings settings,
      List<Volume> volumes,
      EventListener events) {
    for (Volume volume : volumes) {
      volume
          .sessions()
          .forEach(session -> sessions.add(new IndexedSession(0, volume.name(), session)));
    }
    sessions.sort(Comparator.comparing(each -> each.session().name()));
    sessions.replaceAll(
        each -> new IndexedSession(add(each.directory()), each.volume(), each.session()));
    List<IndexedSession> damaged = new ArrayList<>();
    for (IndexedSession session : sessions) {
      events.on(new Event.Progress(session.volume(), Event.Activity.EXAMINE, 0, 0));
      try (ManifestReader manifest = metadata.reader(settings, session.directory())) {
        addAll(session.number(), manifest);
      } catch (IntegrityException e) {
        damaged.add(session);
        events.on(
            new Event.Warning(
                "A session of volume "
                    + session.volume()
                    + " is left out of deduplication: "
                    + e.getMessage(),
                e.remedy()));
      }
    }
    sessions.removeAll(damaged);
  }

  private void addAll(int session, ManifestReader manifest) {
    for (ManifestEntry entry = manifest.next(); entry != null; entry = manifest.next()) {
      if (!entry.digest().isZero()) {
        put(entry.digest(), new ChunkPlace(session, entry.address()));
      }
    }
  }

  /** The sessions of which the manifests were read, oldest first. */
  List<IndexedSession> sessions() {
    return sessions;
  }

  /** The number that stands for the next session that is added. */
  int nextNumber() {
    return directories.size();
  }

  /** Adds a session whose chunks are put one by one; returns the number that stands for it. */
  int add(ArchivePath directory) {
    directories.add(directory);
    return directories.size() - 1;
  }

  /** The directory of a session has another name now. */
  void moved(int session, ArchivePath directory) {
    directories.set(session, directory);
  }

  /** A session does not exist any more. */
  void removed(int session) {
    directories.set(session, null);
  }

  /** The next search for this digest finds this place. */
  void put(ChunkDigest digest, ChunkPlace place) {
    index.put(digest, place);
  }

  /** A chunk with this digest, if there is one. */
  Optional<ChunkPlace> find(ChunkDigest digest) {
    return index.find(digest).filter(place -> directories.get(place.session()) != null);
  }

  /** The file of a chunk that was found. */
  ArchivePath file(ChunkPlace place) {
    ArchivePath directory = directories.get(place.session());
    if (directory == null) {
      throw new IllegalStateException("Session " + place.session() + " is gone");
    }
    return ArchiveLayout.chunk(directory, place.address());
  }

  @Override
  public void close() {
    index.close();
  }
}
