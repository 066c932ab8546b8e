package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.FileChange;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goes on in the directory of a session that broke off: a chunk that is there already is not
 * transferred again.
 *
 * <p>What lies there may be of another state of the volume, torn, or tampered with. So the
 * destination computes the SHA-256 of each file that has a chunk's name and size, and only what is
 * the chunk at hand, bit for bit, stays; everything else is replaced or removed before the session
 * is committed. Chunks come in ascending order, so one directory at a time is looked at, and they
 * wait in a bounded number, so that one question proves many.
 */
final class ContinuedChunks implements ChunkStorage {

  private static final int MAX_WAITING = 512;
  private static final int MAX_WAITING_BYTES = 8 << 20;

  private final RemoteStore remote;
  private final StoredDigests digests;
  private final ArchivePath session;
  private final ChunkStorage others;

  /** What was in the session's directory and was not looked at yet. */
  private final Set<String> rest = new HashSet<>();

  private ArchivePath directory;

  /** The files of the directory at hand that no chunk has asked for yet, with their sizes. */
  private final Map<String, Long> files = new HashMap<>();

  private final List<EncodedChunk> waiting = new ArrayList<>();
  private long waitingBytes;
  private long continuedChunks;

  /**
   * @param session the directory of the session that broke off, under the name of the new session
   * @param others stores the chunks that are not there
   */
  ContinuedChunks(
      RemoteStore remote, StoredDigests digests, ArchivePath session, ChunkStorage others) {
    this.remote = remote;
    this.digests = digests;
    this.session = session;
    this.others = others;
    this.directory = session;
    this.rest.addAll(remote.list(session));
  }

  /**
   * Gives a new session the directory of one that broke off, and removes what else lies in its way.
   *
   * @return whether there was one; otherwise the new session has no directory yet
   */
  static boolean adopt(RemoteStore remote, VolumeName volume, SessionName session) {
    ArchivePath directory = ArchiveLayout.newSession(volume, session);
    boolean adopted = false;
    for (DirectoryEntry entry : remote.entries(ArchiveLayout.volume(volume))) {
      ArchivePath found = ArchiveLayout.volume(volume).resolve(entry.name());
      boolean unfinished = ArchiveLayout.unfinished(entry.name()).isPresent();
      if (unfinished && !adopted && entry.kind() == DirectoryEntry.Kind.DIRECTORY) {
        if (!found.equals(directory)) {
          remote.rename(found, directory);
        }
        adopted = true;
      } else if (unfinished || entry.name().equals(session.directory())) {
        remote.deleteTree(found);
      }
    }
    return adopted;
  }

  @Override
  public void store(EncodedChunk chunk) {
    ArchivePath path = ArchiveLayout.chunk(session, chunk.address());
    if (!path.parent().equals(directory)) {
      leaveDirectory();
      enter(path.parent());
    }
    Long size = files.remove(path.name());
    if (size != null && size == chunk.bytes().remaining()) {
      await(chunk);
    } else {
      others.store(chunk);
    }
  }

  private void enter(ArchivePath next) {
    directory = next;
    if (rest.remove(next.name())) {
      for (DirectoryEntry entry : remote.entries(next)) {
        if (entry.kind() == DirectoryEntry.Kind.FILE) {
          files.put(entry.name(), entry.sizeBytes());
        } else {
          remote.deleteTree(next.resolve(entry.name()));
        }
      }
    }
  }

  private void await(EncodedChunk chunk) {
    int length = chunk.bytes().remaining();
    ByteBuffer copy = ByteBuffer.allocate(length).put(chunk.bytes().duplicate()).flip();
    waiting.add(new EncodedChunk(chunk.address(), chunk.volumeBytes(), chunk.digest(), copy));
    waitingBytes += length;
    if (waiting.size() >= MAX_WAITING || waitingBytes >= MAX_WAITING_BYTES) {
      proveWaiting();
    }
  }

  private void proveWaiting() {
    Map<ArchivePath, String> found = digests.of(waiting.stream().map(this::file).toList());
    for (EncodedChunk chunk : waiting) {
      String expected = digests.expected(chunk.digest(), chunk.bytes());
      if (expected.equals(found.get(file(chunk)))) {
        continuedChunks++;
      } else {
        others.store(chunk);
      }
    }
    waiting.clear();
    waitingBytes = 0;
  }

  private ArchivePath file(EncodedChunk chunk) {
    return ArchiveLayout.chunk(session, chunk.address());
  }

  /** What no chunk has asked for is of another state of the volume. */
  private void leaveDirectory() {
    proveWaiting();
    List<ArchivePath> unused = files.keySet().stream().map(directory::resolve).toList();
    if (!unused.isEmpty()) {
      Stream<FileChange> deletions = unused.stream().map(FileChange.Delete::new);
      remote.apply(directory, deletions.iterator());
    }
    files.clear();
  }

  @Override
  public void finish() {
    leaveDirectory();
    rest.forEach(name -> remote.deleteTree(session.resolve(name)));
    others.finish();
  }

  @Override
  public long storedBytes() {
    return others.storedBytes();
  }

  @Override
  public long linkedBytes() {
    return others.linkedBytes();
  }

  @Override
  public long continuedChunks() {
    return continuedChunks;
  }

  @Override
  public void committed(ArchivePath finalDirectory) {
    others.committed(finalDirectory);
  }

  @Override
  public void abandoned() {
    others.abandoned();
  }
}
