package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.format.SessionDigests;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.engine.pipeline.ChunkEncoder;
import io.wyng.engine.pipeline.ChunkReader;
import io.wyng.engine.pipeline.EncodedBatch;
import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.engine.pipeline.OrderedPipeline;
import io.wyng.engine.pipeline.PipelineSettings;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.RestoreTarget;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads a restore target and finds out which chunks of a session it does not hold: it compresses
 * and hashes what is there, as a send would. A codec that compresses otherwise than the one that
 * stored a chunk makes more chunks differ, never fewer.
 */
final class TargetSurvey {

  private final OpenArchive archive;
  private final EventListener events;
  private final Volume volume;
  private final Session session;
  private long doneBytes;

  TargetSurvey(OpenArchive archive, EventListener events, Volume volume, Session session) {
    this.archive = archive;
    this.events = events;
    this.volume = volume;
    this.session = session;
  }

  /** The chunks that have to be fetched. */
  ChangeMap differences(RestoreTarget target) {
    ChunkSize chunkSize = archive.settings().chunkSize();
    ChangeMap everything = ChangeMap.full(chunkSize, session.volumeBytes());
    ChangeMap different = ChangeMap.blank(chunkSize, session.volumeBytes());
    PipelineSettings settings = PipelineSettings.standard();
    int batch = settings.chunksPerBatch(chunkSize);
    ArchiveCodec codec = archive.codec();
    HashProvider hash = archive.hash();
    BufferPool raw = new BufferPool(batch * chunkSize.bytes());
    BufferPool encoded = new BufferPool(batch * codec.maxCompressedLength(chunkSize.bytes()));
    try (SessionDigests digests = archive.store().digests(volume, session)) {
      OrderedPipeline.run(
          settings.workers(),
          settings.capacity(chunkSize),
          new ChunkReader(
              volume.name(), new TargetReader(target), everything, everything, batch, raw),
          () ->
              new ChunkEncoder(
                  codec.newCompressor(),
                  hash.newHasher(),
                  chunkSize.bytes(),
                  chunkSize.lastAddress(session.volumeBytes()),
                  raw,
                  encoded),
          result -> mark(result, digests, different, encoded));
    }
    return different;
  }

  private void mark(
      EncodedBatch batch, SessionDigests digests, ChangeMap different, BufferPool encoded) {
    if (batch instanceof EncodedBatch.Data data) {
      for (EncodedChunk chunk : data.chunks()) {
        doneBytes += chunk.volumeBytes();
        if (!digests.holds(chunk.address(), chunk.digest())) {
          different.mark(chunk.address());
        }
      }
      encoded.give(data.buffer());
    }
    events.on(
        new Event.Progress(volume.name(), Event.Activity.SURVEY, doneBytes, session.volumeBytes()));
  }

  /** A restore target as something to read from. */
  private record TargetReader(RestoreTarget target) implements BlockReader {

    @Override
    public void read(long position, ByteBuffer buffer) throws IOException {
      target.read(position, buffer);
    }

    @Override
    public void close() {
      // The target is closed by whoever opened it.
    }
  }
}
