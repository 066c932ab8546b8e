package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.dedup.ChunkPlace;
import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A chunk that the archive has already becomes a link to it (archive format 1, section 4.5).
 *
 * <p>The destination is not trusted to have kept what it was given: a link to a chunk that is
 * damaged or gone would damage the new session too, silently. So before the first link to a chunk
 * of an earlier session, the destination has to compute its SHA-256, which must be that of the
 * bytes at hand; otherwise these are stored, and are what the next equal chunk is linked to. Chunks
 * wait for that in a bounded number, so that one question to the destination proves many. What was
 * stored or proved by the same command is not asked for again.
 */
final class LinkedChunks implements ChunkStorage {

  private static final int MAX_WAITING = 512;
  private static final int MAX_WAITING_BYTES = 8 << 20;
  private static final int NOT_YET = -1;

  /** A chunk whose counterpart at the destination is to be proved. */
  private record Waiting(long address, ChunkDigest digest, ByteBuffer bytes) {}

  private final SharedChunks shared;
  private final RemoteStore remote;
  private final VolumeName volume;
  private final ArchivePath directory;
  private final Supplier<Upload> upload;
  private final CopiedChunks copies;
  private final List<Waiting> waiting = new ArrayList<>();
  private long waitingBytes;
  private int session = NOT_YET;
  private long linkedBytes;
  private long damagedChunks;

  /**
   * @param volume whose session it is
   * @param directory of the new session
   * @param upload gives the upload, which is opened when the first chunk comes
   */
  LinkedChunks(
      SharedChunks shared,
      RemoteStore remote,
      VolumeName volume,
      ArchivePath directory,
      Supplier<Upload> upload) {
    this.shared = shared;
    this.remote = remote;
    this.volume = volume;
    this.directory = directory;
    this.upload = upload;
    this.copies = new CopiedChunks(remote, directory, upload);
  }

  @Override
  public void store(EncodedChunk chunk) {
    IndexedChunks index = shared.index();
    if (session == NOT_YET) {
      session = index.add(directory);
    }
    Optional<ChunkPlace> place = index.find(chunk.digest());
    if (place.isPresent() && !shared.isOwn(place.get())) {
      await(chunk);
    } else {
      place(chunk.address(), chunk.digest(), chunk.bytes(), place.map(index::file));
    }
  }

  private void await(EncodedChunk chunk) {
    int length = chunk.bytes().remaining();
    ByteBuffer copy = ByteBuffer.allocate(length).put(chunk.bytes().duplicate()).flip();
    waiting.add(new Waiting(chunk.address(), chunk.digest(), copy));
    waitingBytes += length;
    if (waiting.size() >= MAX_WAITING || waitingBytes >= MAX_WAITING_BYTES) {
      finishWaiting();
    }
  }

  private void finishWaiting() {
    IndexedChunks index = shared.index();
    Set<ArchivePath> files = new LinkedHashSet<>();
    for (Waiting chunk : waiting) {
      index.find(chunk.digest).map(index::file).ifPresent(files::add);
    }
    Map<ArchivePath, String> found = shared.digests().of(files);
    for (Waiting chunk : waiting) {
      place(chunk.address, chunk.digest, chunk.bytes, proved(chunk, found));
    }
    waiting.clear();
    waitingBytes = 0;
  }

  /** The file to link to, if the destination has it and it is what it should be. */
  private Optional<ArchivePath> proved(Waiting chunk, Map<ArchivePath, String> found) {
    IndexedChunks index = shared.index();
    Optional<ChunkPlace> place = index.find(chunk.digest);
    if (place.isEmpty() || shared.isOwn(place.get())) {
      return place.map(index::file);
    }
    ArchivePath file = index.file(place.get());
    if (shared.digests().expected(chunk.digest, chunk.bytes).equals(found.get(file))) {
      return Optional.of(file);
    }
    damagedChunks++;
    return Optional.empty();
  }

  /** Links, or stores a copy, to which the next equal chunk is linked. */
  private void place(
      long address, ChunkDigest digest, ByteBuffer bytes, Optional<ArchivePath> existing) {
    if (existing.isPresent() && isLinked(address, existing.get())) {
      linkedBytes += bytes.remaining();
    } else {
      copies.store(address, bytes);
    }
    shared.index().put(digest, new ChunkPlace(session, address));
  }

  /** False when the file has as many links as it can have. */
  private boolean isLinked(long address, ArchivePath existing) {
    ArchivePath path = ArchiveLayout.chunk(directory, address);
    Upload open = upload.get();
    return remote.attempt("Linking", path, () -> open.link(path, existing));
  }

  @Override
  public void finish() {
    finishWaiting();
    if (damagedChunks > 0) {
      shared.warnOfDamage(volume, damagedChunks);
    }
  }

  @Override
  public long storedBytes() {
    return copies.storedBytes();
  }

  @Override
  public long linkedBytes() {
    return linkedBytes;
  }

  @Override
  public void committed(ArchivePath finalDirectory) {
    if (session != NOT_YET) {
      shared.index().moved(session, finalDirectory);
    }
  }

  @Override
  public void abandoned() {
    if (session != NOT_YET) {
      shared.index().removed(session);
    }
  }
}
