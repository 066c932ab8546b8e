package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.dedup.ChunkPlace;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.format.LinkCount;
import io.wyng.engine.format.chunkfile.IndexedChunks.IndexedSession;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestReader;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the equal chunks of an archive links of one file (archive format 1, section 4.5): a link to
 * {@code <dest>-lnk}, renamed over {@code <dest>}.
 *
 * <p>A good chunk must never be replaced by a damaged one, and the destination may have damaged
 * either. In an archive of which the digests are SHA-256, the chunk that is linked to is proved to
 * be what trusted metadata says; this costs reading it at the destination once for each batch. In
 * other archives both chunks must have the same SHA-256, which costs reading both. Where that
 * fails, the files stay as they are.
 *
 * <p>The work goes in batches, each with a few round trips: digests, links, renames, sync. Nothing
 * is to be undone after a crash: before its rename, and after it, each file has its right content.
 */
final class ChunkLinking {

  private static final int BATCH = 1024;

  /**
   * A chunk that is to become a link of another one.
   *
   * @param isSecondAttempt no link could be made of another original, so that this one is the last
   */
  private record Pair(
      ChunkDigest digest, ChunkPlace chunk, ChunkPlace original, boolean isSecondAttempt) {}

  private final LocalStore local;
  private final ArchiveSettings settings;
  private final RemoteStore remote;
  private final IndexedChunks index;
  private final StoredDigests digests;
  private final EventListener events;
  private List<Pair> batch = new ArrayList<>();
  private long chunks;
  private long linked;
  private long damaged;

  /**
   * @param index of the chunks that are to be linked
   */
  ChunkLinking(
      LocalStore local,
      ArchiveSettings settings,
      RemoteStore remote,
      IndexedChunks index,
      EventListener events) {
    this.local = local;
    this.settings = settings;
    this.remote = remote;
    this.index = index;
    this.digests = new StoredDigests(remote, settings);
    this.events = events;
  }

  LinkCount run(List<Volume> volumes) {
    long freeBefore = remote.probe().freeBytes();
    try (TemporaryLinks temporary = new TemporaryLinks(local, remote)) {
      for (Volume volume : volumes) {
        link(volume, temporary);
      }
      while (!batch.isEmpty()) {
        linkBatch(temporary);
      }
    }
    return new LinkCount(chunks, linked, damaged, freed(freeBefore, remote.probe().freeBytes()));
  }

  private static long freed(long before, long after) {
    boolean known = before != DestinationStatus.UNKNOWN && after != DestinationStatus.UNKNOWN;
    return known ? Math.max(0, after - before) : DestinationStatus.UNKNOWN;
  }

  private void link(Volume volume, TemporaryLinks temporary) {
    List<IndexedSession> sessions =
        index.sessions().stream().filter(s -> s.volume().equals(volume.name())).toList();
    long total = sessions.stream().mapToLong(s -> s.session().volumeBytes()).sum();
    long before = 0;
    for (IndexedSession session : sessions) {
      link(session, temporary, before, total);
      before += session.session().volumeBytes();
    }
  }

  private void link(
      IndexedSession session, TemporaryLinks temporary, long doneBefore, long totalBytes) {
    try (ManifestReader manifest = new LocalMetadata(local).reader(settings, session.directory())) {
      for (ManifestEntry entry = manifest.next(); entry != null; entry = manifest.next()) {
        if (!entry.digest().isZero()) {
          chunks++;
          addPair(entry.digest(), new ChunkPlace(session.number(), entry.address()), false);
        }
        if (batch.size() >= BATCH) {
          linkBatch(temporary);
          report(session, doneBefore + entry.address(), totalBytes);
        }
      }
    }
    report(session, doneBefore + session.session().volumeBytes(), totalBytes);
  }

  private void report(IndexedSession session, long doneBytes, long totalBytes) {
    events.on(
        new Event.Progress(session.volume(), Event.Activity.DEDUPLICATE, doneBytes, totalBytes));
  }

  private void addPair(ChunkDigest digest, ChunkPlace chunk, boolean isSecondAttempt) {
    index
        .find(digest)
        .filter(original -> !original.equals(chunk))
        .ifPresent(original -> batch.add(new Pair(digest, chunk, original, isSecondAttempt)));
  }

  private void linkBatch(TemporaryLinks temporary) {
    List<Pair> waiting = batch;
    batch = new ArrayList<>();
    List<Pair> pairs = proved(waiting);
    if (pairs.isEmpty()) {
      return;
    }
    temporary.note(pairs.stream().map(pair -> index.file(pair.chunk)).toList());
    List<FileChange> renames = link(pairs);
    remote.apply(renames.iterator());
    remote.sync();
    linked += renames.size();
  }

  private List<Pair> proved(List<Pair> pairs) {
    Set<ArchivePath> files = new LinkedHashSet<>();
    for (Pair pair : pairs) {
      files.add(index.file(pair.original));
      if (digests.expected(pair.digest).isEmpty()) {
        files.add(index.file(pair.chunk));
      }
    }
    Map<ArchivePath, String> found = digests.of(files);
    List<Pair> proved = new ArrayList<>(pairs.size());
    for (Pair pair : pairs) {
      if (isProved(pair, found)) {
        proved.add(pair);
      } else if (retry(pair)) {
        damaged++;
      }
    }
    return proved;
  }

  private boolean isProved(Pair pair, Map<ArchivePath, String> found) {
    Optional<String> original = Optional.ofNullable(found.get(index.file(pair.original)));
    Optional<String> wanted =
        digests
            .expected(pair.digest)
            .or(() -> Optional.ofNullable(found.get(index.file(pair.chunk))));
    return original.isPresent() && original.equals(wanted);
  }

  /**
   * Gives up the original of a pair: the chunk takes its role, or is tried with the one that has
   * taken it already.
   *
   * @return whether this is the first chunk that could not be linked to that original
   */
  private boolean retry(Pair pair) {
    boolean isFirst = index.find(pair.digest).filter(pair.original::equals).isPresent();
    if (isFirst) {
      index.put(pair.digest, pair.chunk);
    } else if (!pair.isSecondAttempt) {
      addPair(pair.digest, pair.chunk, true);
    }
    return isFirst;
  }

  /** Makes links under temporary names; returns the renames that put them into their places. */
  private List<FileChange> link(List<Pair> pairs) {
    List<FileChange> renames = new ArrayList<>();
    Set<ChunkPlace> full = new HashSet<>();
    Upload upload = remote.openUpload();
    ArchivePath tree = ArchiveLayout.TREE;
    try {
      for (Pair pair : pairs) {
        ArchivePath file = index.file(pair.chunk);
        if (!full.contains(pair.original) && isLinked(upload, file, pair)) {
          renames.add(new FileChange.Move(ArchiveLayout.link(file), file));
        } else {
          full.add(pair.original);
          retry(pair);
        }
      }
      remote.perform("Linking in", tree, upload::finish);
    } finally {
      remote.perform("Linking in", tree, upload::close);
    }
    return renames;
  }

  private boolean isLinked(Upload upload, ArchivePath file, Pair pair) {
    ArchivePath link = ArchiveLayout.link(file);
    return remote.attempt("Linking", file, () -> upload.link(link, index.file(pair.original)));
  }
}
