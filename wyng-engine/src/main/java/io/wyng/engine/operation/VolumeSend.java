package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.format.NewSession;
import io.wyng.engine.format.SessionWriter;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.engine.pipeline.ChunkEncoder;
import io.wyng.engine.pipeline.ChunkReader;
import io.wyng.engine.pipeline.EncodedBatch;
import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.engine.pipeline.OrderedPipeline;
import io.wyng.engine.pipeline.PipelineSettings;
import io.wyng.engine.pipeline.ZeroRun;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * Sends one volume: snapshot, what changed, the chunks, commit, and the snapshot becomes the
 * baseline of the next send.
 */
final class VolumeSend {

  private final OperationContext context;
  private final OpenArchive archive;
  private final Source source;
  private final RoomMaker room;
  private Volume volume;
  private final List<Tag> tags;
  private final CurrentSnapshots snapshots;
  private final Instant start;

  /** A snapshot of which a session may have become true is needed to go on from there. */
  private boolean snapshotNeeded;

  private long doneBytes;

  VolumeSend(
      OperationContext context,
      OpenArchive archive,
      Source source,
      Volume volume,
      CurrentSnapshots snapshots,
      List<Tag> tags,
      RoomMaker room) {
    this.context = context;
    this.archive = archive;
    this.source = source;
    this.volume = volume;
    this.snapshots = snapshots;
    this.tags = tags;
    this.room = room;
    this.start = context.clock().instant();
  }

  void run(SessionName name) {
    SourceVolume present = snapshots.require(volume.name());
    ArchiveCodec codec = archive.codec();
    HashProvider hash = archive.hash();
    if (volume.lastSession().isPresent() && !volume.metadataUpdateDue()) {
      archive.store().compareMetadata(volume, List.of(volume.lastSession().get()));
    }
    SendPlanner planner = new SendPlanner(context, archive, source, volume);
    planner.pairSnapshots();
    Snapshot current = snapshots.create(present);
    boolean sent;
    try {
      SendPlan plan = planner.plan(current);
      warnOfFewFiles(plan);
      room.makeRoom(plan.readBytes());
      volume = archive.store().volume(volume.name());
      sent = !plan.isPointless() && send(plan, name, codec, hash);
    } catch (RuntimeException | Error e) {
      if (!snapshotNeeded) {
        snapshots.removeAfter(e, current);
      }
      throw e;
    }
    if (sent) {
      promote(current, name);
    } else {
      snapshots.remove(current);
      Session last = volume.lastSession().orElseThrow();
      context.events().on(new Event.VolumeUnchanged(volume.name(), last.name()));
    }
  }

  private void warnOfFewFiles(SendPlan plan) {
    long free = archive.freeFiles();
    if (free != DestinationStatus.UNKNOWN && free < plan.readChunks()) {
      context
          .events()
          .on(
              new Event.Warning(
                  "The destination has room for "
                      + free
                      + " more files (inodes), and volume "
                      + volume.name()
                      + " may need up to "
                      + plan.readChunks(),
                  "If the send fails, use larger chunks (--chunk-factor of arch-init) or a file"
                      + " system with more inodes."));
    }
  }

  /** Returns false when nothing turned out to be different, so that no session was made. */
  private boolean send(SendPlan plan, SessionName name, ArchiveCodec codec, HashProvider hash) {
    Snapshot current = plan.current();
    NewSession session = new NewSession(name, current.sizeBytes(), current.identity(), tags);
    try (SessionWriter writer = archive.store().beginSession(volume, session)) {
      try {
        readAndStore(plan, codec, hash, writer);
        if (writer.changedBytes() == 0 && !plan.sessionNeeded()) {
          return false;
        }
        commit(writer);
      } catch (CancellationException | DestinationException e) {
        if (canBeContinued(e)) {
          writer.suspend();
        }
        throw e;
      }
      report(plan, name, writer);
      return true;
    }
  }

  /** Where it is not the destination that refused what was stored. */
  private static boolean canBeContinued(RuntimeException failure) {
    return failure instanceof CancellationException
        || (failure instanceof DestinationException e && e.is(DestinationFault.CONNECTION_LOST));
  }

  /** The reader is closed before anything is committed: what it has read is proved only then. */
  private void readAndStore(
      SendPlan plan, ArchiveCodec codec, HashProvider hash, SessionWriter writer) {
    try (BlockReader reader = source.openReader(plan.current())) {
      runPipeline(plan, reader, codec, hash, writer);
    } catch (IOException e) {
      throw new SourceException("Reading the snapshot of volume " + volume.name() + " failed", e);
    }
  }

  private void commit(SessionWriter writer) {
    try {
      writer.commit();
    } catch (RuntimeException | Error e) {
      snapshotNeeded = writer.mayBeTrue();
      throw e;
    }
  }

  private void runPipeline(
      SendPlan plan,
      BlockReader reader,
      ArchiveCodec codec,
      HashProvider hash,
      SessionWriter writer) {
    PipelineSettings settings = PipelineSettings.standard();
    ChunkSize chunkSize = archive.settings().chunkSize();
    int batch = settings.chunksPerBatch(chunkSize);
    BufferPool raw = new BufferPool(batch * chunkSize.bytes());
    BufferPool encoded = new BufferPool(batch * codec.maxCompressedLength(chunkSize.bytes()));
    long lastAddress = chunkSize.lastAddress(plan.current().sizeBytes());
    long totalBytes = plan.wanted().count() * chunkSize.bytes();
    OrderedPipeline.run(
        settings.workers(),
        settings.capacity(chunkSize),
        new ChunkReader(volume.name(), reader, plan.wanted(), plan.allocated(), batch, raw),
        () ->
            new ChunkEncoder(
                codec.newCompressor(),
                hash.newHasher(),
                chunkSize.bytes(),
                lastAddress,
                raw,
                encoded),
        result -> store(result, writer, encoded, totalBytes));
  }

  private void store(
      EncodedBatch batch, SessionWriter writer, BufferPool encoded, long totalBytes) {
    switch (batch) {
      case ZeroRun run -> {
        writer.putZeros(run);
        doneBytes += run.chunks() * archive.settings().chunkSize().bytes();
      }
      case EncodedBatch.Data data -> {
        for (EncodedChunk chunk : data.chunks()) {
          writer.put(chunk);
          doneBytes += chunk.volumeBytes();
        }
        encoded.give(data.buffer());
      }
    }
    context
        .events()
        .on(new Event.Progress(volume.name(), Event.Activity.SEND, doneBytes, totalBytes));
  }

  private void report(SendPlan plan, SessionName name, SessionWriter writer) {
    if (writer.continuedChunks() > 0) {
      context
          .events()
          .on(
              new Event.Notice(
                  "Of volume "
                      + volume.name()
                      + ", "
                      + writer.continuedChunks()
                      + " chunks were at the destination already, from a send that broke off"));
    }
    context
        .events()
        .on(
            new Event.VolumeSent(
                volume.name(),
                name,
                plan.kind(),
                plan.current().sizeBytes(),
                plan.readBytes(),
                writer.changedBytes(),
                writer.storedBytes(),
                writer.linkedBytes(),
                Duration.between(start, context.clock().instant())));
  }

  private void promote(Snapshot current, SessionName name) {
    try {
      source.promote(current, name.directory());
    } catch (IOException e) {
      throw new SourceException(
          "Session "
              + name
              + " of volume "
              + volume.name()
              + " is complete, but its snapshot could not be kept for the next send",
          e);
    }
    archive
        .store()
        .keepChangeMap(
            volume, ChangeMap.blank(archive.settings().chunkSize(), current.sizeBytes()));
  }
}
