package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.format.StoredChunkReader;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestMerge;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.engine.pipeline.DamagedChunk;
import io.wyng.engine.pipeline.FoundBatch;
import io.wyng.engine.pipeline.StoredChunk;
import io.wyng.spi.destination.Download;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Delivers stored chunks from their files, and goes on behind one that cannot be read.
 *
 * <p>The lines are walked twice, as {@link ChunkFileSessionReader} does: ahead, to tell the
 * destination what to fetch, and in step with what comes.
 */
final class ChunkFileInspector implements StoredChunkReader {

  /** Lines of manifests, ascending by address. */
  interface Lines extends AutoCloseable {
    @Nullable ManifestEntry next();

    @Override
    void close();
  }

  /** All lines of a session. */
  static Lines lines(FullView view) {
    return lines(view::next, view::close);
  }

  /** The lines of manifests. */
  static Lines lines(ManifestMerge manifests) {
    return lines(manifests::next, manifests::close);
  }

  private static Lines lines(Supplier<@Nullable ManifestEntry> next, Runnable close) {
    return new Lines() {
      @Override
      public @Nullable ManifestEntry next() {
        return next.get();
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }

  private final Volume volume;
  private final ChunkSize chunkSize;
  private final int chunksPerBatch;
  private final BufferPool buffers;
  private final RemoteStore remote;
  private final StoredChunkFiles files;
  private final Supplier<Lines> source;
  private final Lines lines;
  private Lines linesAhead;
  private Download download;

  ChunkFileInspector(
      Volume volume,
      ChunkSize chunkSize,
      int chunksPerBatch,
      BufferPool buffers,
      RemoteStore remote,
      Supplier<Lines> source) {
    this.volume = volume;
    this.chunkSize = chunkSize;
    this.chunksPerBatch = chunksPerBatch;
    this.buffers = buffers;
    this.remote = remote;
    this.files = new StoredChunkFiles(volume, chunkSize);
    this.source = source;
    this.lines = source.get();
    this.linesAhead = source.get();
    this.download = fetchBehind(linesAhead, -1);
  }

  private static @Nullable ManifestEntry nextStored(Lines lines) {
    ManifestEntry entry = lines.next();
    while (entry != null && entry.digest().isZero()) {
      entry = lines.next();
    }
    return entry;
  }

  /** Begins to fetch what is stored behind an address. */
  private Download fetchBehind(Lines ahead, long address) {
    return remote.fetch(
        files.extents(() -> {
          ManifestEntry entry = ahead.next();
          while (entry != null && entry.address() <= address) {
            entry = ahead.next();
          }
          return entry;
        }));
  }

  @Override
  public @Nullable FoundBatch next() {
    ManifestEntry entry = nextStored(lines);
    if (entry == null) {
      return null;
    }
    ByteBuffer buffer = buffers.take();
    List<StoredChunk> chunks = new ArrayList<>(chunksPerBatch);
    List<DamagedChunk> damaged = new ArrayList<>();
    while (entry != null) {
      take(entry, buffer, chunks, damaged);
      entry = chunks.size() + damaged.size() < chunksPerBatch ? nextStored(lines) : null;
    }
    return new FoundBatch(chunks, damaged, buffer);
  }

  private void take(
      ManifestEntry entry,
      ByteBuffer buffer,
      List<StoredChunk> chunks,
      List<DamagedChunk> damaged) {
    int start = buffer.position();
    ByteBuffer target = buffer.slice(start, chunkSize.maxStoredBytes());
    String wrong;
    try {
      wrong = files.wrongSize(download.next(target));
    } catch (IOException e) {
      wrong = unreadable(entry, e);
      goOnBehind(entry);
    }
    if (wrong != null) {
      damaged.add(new DamagedChunk(entry.address(), files.session(entry), wrong));
      return;
    }
    buffer.position(start + target.position());
    chunks.add(
        new StoredChunk(
            entry.address(),
            chunkSize.bytes(),
            entry.digest(),
            files.session(entry),
            target.flip()));
  }

  /** Why a file cannot be read, unless it is the whole destination that fails. */
  private String unreadable(ManifestEntry entry, IOException cause) {
    if (remote.isNoRegularFile(files.file(entry))) {
      return StoredChunkFiles.NO_REGULAR_FILE;
    }
    if (!remote.probe().mounted()) {
      throw new DestinationException(
          "Reading " + files.file(entry) + " at the destination " + remote.address() + " failed",
          cause);
    }
    return "cannot be read at the destination: " + cause.getMessage();
  }

  /** What a download does after a failure is not promised, so another one is begun. */
  private void goOnBehind(ManifestEntry entry) {
    closeDownload();
    linesAhead = source.get();
    download = fetchBehind(linesAhead, entry.address());
  }

  private void closeDownload() {
    try {
      remote.perform("Reading from", ArchiveLayout.volume(volume.name()), download::close);
    } finally {
      linesAhead.close();
    }
  }

  @Override
  public void close() {
    try (lines) {
      closeDownload();
    }
  }
}
