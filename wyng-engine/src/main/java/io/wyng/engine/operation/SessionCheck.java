package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.format.SessionReader;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.engine.pipeline.ChunkDecoder;
import io.wyng.engine.pipeline.DecodedBatch;
import io.wyng.engine.pipeline.OrderedPipeline;
import io.wyng.engine.pipeline.PipelineSettings;
import io.wyng.engine.pipeline.ZeroRun;
import io.wyng.spi.hash.HashProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole session and proves each chunk. Whatever is done with the chunks then, restoring or
 * nothing, they come this way.
 */
final class SessionCheck {

  /** Takes chunks that are proved to be what was stored, ascending. */
  interface Taker {
    void content(DecodedBatch.Chunk chunk);

    void zeros(long address, long length);
  }

  private final OpenArchive archive;
  private final EventListener events;
  private final Event.Activity activity;
  private final Volume volume;
  private final Session session;
  private final ArchiveCodec codec;
  private final HashProvider hash;
  private long doneBytes;
  private long fetchedBytes;

  /**
   * Prepares the check: whatever can be known to be wrong before a byte is fetched is found here.
   */
  SessionCheck(
      OpenArchive archive,
      EventListener events,
      Event.Activity activity,
      Volume volume,
      Session session) {
    this.archive = archive;
    this.events = events;
    this.activity = activity;
    this.volume = volume;
    this.session = session;
    this.codec = archive.codec();
    this.hash = archive.hash();
    List<Session> used = volume.sessions().subList(0, volume.sessions().indexOf(session) + 1);
    archive.store().compareMetadata(volume, used);
    archive.store().checkComplete(volume, session);
  }

  /** The session that the user named, or the newest. */
  static Session select(Volume volume, @Nullable SessionReference reference) {
    if (volume.sessions().isEmpty()) {
      throw new ArchiveException(
          "Volume " + volume.name() + " has no sessions in the archive yet",
          "Make one with: wyng send " + volume.name());
    }
    return reference == null ? volume.sessions().getLast() : reference.resolve(volume);
  }

  /** Runs all chunks to the taker; returns how much came from the destination. */
  long run(Taker taker) {
    return run(taker, ChangeMap.full(archive.settings().chunkSize(), session.volumeBytes()));
  }

  /** Runs the wanted chunks to the taker; returns how much came from the destination. */
  long run(Taker taker, ChangeMap wanted) {
    PipelineSettings settings = PipelineSettings.standard();
    ChunkSize chunkSize = archive.settings().chunkSize();
    int batch = settings.chunksPerBatch(chunkSize);
    BufferPool stored = new BufferPool(batch * chunkSize.maxStoredBytes());
    BufferPool decoded = new BufferPool(batch * chunkSize.bytes());
    try (SessionReader reader =
        archive.store().readSession(volume, session, wanted, batch, stored)) {
      OrderedPipeline.run(
          settings.workers(),
          settings.capacity(chunkSize),
          reader,
          () ->
              new ChunkDecoder(
                  volume.name(), codec.newDecompressor(), hash.newHasher(), stored, decoded),
          result -> take(result, taker, decoded, totalBytes(wanted)));
    }
    return fetchedBytes;
  }

  private long totalBytes(ChangeMap wanted) {
    return Math.min(wanted.count() * archive.settings().chunkSize().bytes(), session.volumeBytes());
  }

  private void take(DecodedBatch batch, Taker taker, BufferPool decoded, long totalBytes) {
    switch (batch) {
      case ZeroRun run -> {
        long length =
            Math.min(
                run.chunks() * archive.settings().chunkSize().bytes(),
                session.volumeBytes() - run.address());
        taker.zeros(run.address(), length);
        doneBytes += length;
      }
      case DecodedBatch.Data data -> {
        for (DecodedBatch.Chunk chunk : data.chunks()) {
          doneBytes += chunk.content().remaining();
          taker.content(chunk);
        }
        fetchedBytes += data.storedBytes();
        decoded.give(data.buffer());
      }
    }
    events.on(
        new Event.Progress(volume.name(), activity, Math.min(doneBytes, totalBytes), totalBytes));
  }
}
