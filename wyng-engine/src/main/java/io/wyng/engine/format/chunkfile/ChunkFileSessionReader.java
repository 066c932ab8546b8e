package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.format.SessionReader;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.engine.pipeline.IntegrityFailures;
import io.wyng.engine.pipeline.StoredBatch;
import io.wyng.engine.pipeline.StoredChunk;
import io.wyng.engine.pipeline.ZeroRun;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers the chunks of a session from their files.
 *
 * <p>The view of the session is walked twice: ahead, to tell the destination what to fetch, and in
 * step with the chunks that come. So nothing grows with the distance between the two.
 */
final class ChunkFileSessionReader implements SessionReader {

  private final Volume volume;
  private final ChunkSize chunkSize;
  private final ChangeMap wanted;
  private final int chunksPerBatch;
  private final BufferPool buffers;
  private final RemoteStore remote;
  private final StoredChunkFiles files;
  private final FullView view;
  private final FullView viewAhead;
  private final Download download;
  private @Nullable ManifestEntry pending;

  ChunkFileSessionReader(
      Volume volume,
      ChangeMap wanted,
      int chunksPerBatch,
      BufferPool buffers,
      RemoteStore remote,
      Supplier<FullView> views) {
    this.volume = volume;
    this.chunkSize = wanted.chunkSize();
    this.wanted = wanted;
    this.chunksPerBatch = chunksPerBatch;
    this.buffers = buffers;
    this.remote = remote;
    this.files = new StoredChunkFiles(volume, chunkSize);
    this.view = views.get();
    this.viewAhead = views.get();
    this.download = remote.fetch(files.extents(() -> next(viewAhead)));
    this.pending = next(view);
  }

  private @Nullable ManifestEntry next(FullView from) {
    ManifestEntry entry = from.next();
    while (entry != null && !wanted.isMarked(entry.address())) {
      entry = from.next();
    }
    return entry;
  }

  @Override
  public @Nullable StoredBatch next() {
    ManifestEntry first = pending;
    if (first == null) {
      return null;
    }
    return first.digest().isZero() ? zeroRun(first) : batch(first);
  }

  private StoredBatch zeroRun(ManifestEntry first) {
    long chunks = 0;
    for (ManifestEntry entry = first;
        entry != null
            && entry.digest().isZero()
            && entry.address() == first.address() + chunks * chunkSize.bytes();
        entry = next(view), pending = entry) {
      chunks++;
    }
    return new ZeroRun(first.address(), chunks);
  }

  private StoredBatch batch(ManifestEntry first) {
    List<StoredChunk> chunks = new ArrayList<>(chunksPerBatch);
    ByteBuffer buffer = buffers.take();
    for (ManifestEntry entry = first;
        entry != null && !entry.digest().isZero() && chunks.size() < chunksPerBatch;
        entry = next(view), pending = entry) {
      chunks.add(fetch(entry, buffer));
    }
    return new StoredBatch.Data(chunks, buffer);
  }

  private StoredChunk fetch(ManifestEntry entry, ByteBuffer buffer) {
    int start = buffer.position();
    ByteBuffer target = buffer.slice(start, chunkSize.maxStoredBytes());
    long size = next(entry, target);
    String wrong = files.wrongSize(size);
    if (wrong != null) {
      throw damaged(entry, wrong, null);
    }
    buffer.position(start + target.position());
    return new StoredChunk(
        entry.address(),
        chunkSize.lengthAt(entry.address(), wanted.volumeBytes()),
        entry.digest(),
        files.session(entry),
        target.flip());
  }

  private long next(ManifestEntry entry, ByteBuffer target) {
    ArchivePath file = files.file(entry);
    return remote.attempt(
        "Reading",
        file,
        () -> {
          try {
            return download.next(target);
          } catch (IOException e) {
            if (remote.isNoRegularFile(file)) {
              throw damaged(entry, StoredChunkFiles.NO_REGULAR_FILE, e);
            }
            throw e;
          }
        });
  }

  private IntegrityException damaged(ManifestEntry entry, String how, @Nullable Throwable cause) {
    return IntegrityFailures.damagedChunk(
        volume.name(), files.session(entry), new ChunkAddress(entry.address()), how, cause);
  }

  @Override
  public void close() {
    try (view;
        viewAhead) {
      remote.perform("Reading from", ArchiveLayout.volume(volume.name()), download::close);
    }
  }
}
