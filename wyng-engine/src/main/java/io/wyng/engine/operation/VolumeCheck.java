package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.format.SessionContent;
import io.wyng.engine.format.StoredChunkReader;
import io.wyng.engine.pipeline.BufferPool;
import io.wyng.engine.pipeline.ChunkProver;
import io.wyng.engine.pipeline.DamagedChunk;
import io.wyng.engine.pipeline.OrderedPipeline;
import io.wyng.engine.pipeline.PipelineSettings;
import io.wyng.engine.pipeline.ProvedBatch;
import io.wyng.spi.hash.HashProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks one volume: metadata on both sides, the manifests, and every stored chunk once. */
final class VolumeCheck {

  private final OperationContext context;
  private final OpenArchive archive;
  private final Volume volume;
  private final boolean newestOnly;
  private final boolean repair;
  private final DamageRecord damage;
  private final Instant start;
  private long totalBytes;
  private long doneBytes;
  private long fetchedBytes;

  VolumeCheck(
      OperationContext context,
      OpenArchive archive,
      Volume volume,
      boolean newestOnly,
      boolean repair) {
    this.context = context;
    this.archive = archive;
    this.volume = volume;
    this.newestOnly = newestOnly;
    this.repair = repair;
    this.damage = new DamageRecord(archive.settings().chunkSize(), volume.sessions());
    this.start = context.clock().instant();
  }

  /** Returns whether everything that was checked is intact. */
  boolean run() {
    compareMetadata();
    if (newestOnly) {
      inspect(volume.sessions().getLast(), true);
    } else {
      for (Session session : volume.sessions()) {
        totalBytes += storedBytes(session);
      }
      volume.sessions().reversed().forEach(session -> inspect(session, false));
    }
    walkManifests();
    long repaired = repair ? repair() : 0;
    report(repaired);
    return damage.isNone();
  }

  private long storedBytes(Session session) {
    try {
      SessionContent content = archive.store().content(volume, session);
      return content.storedChunks() * archive.settings().chunkSize().bytes();
    } catch (IntegrityException e) {
      // Told when the session itself is inspected.
      return 0;
    }
  }

  /** All at once first: one question to the destination suffices as long as nothing is wrong. */
  private void compareMetadata() {
    List<Session> sessions = volume.sessions();
    if (differs(sessions) == null) {
      return;
    }
    String volumeDiffers = differs(List.of());
    if (volumeDiffers != null) {
      found(null, null, volumeDiffers);
      damage.markFrom(0);
      return;
    }
    for (int i = 0; i < sessions.size(); i++) {
      String sessionDiffers = differs(List.of(sessions.get(i)));
      if (sessionDiffers != null) {
        found(sessions.get(i).name(), null, sessionDiffers);
        damage.markFrom(i);
      }
    }
  }

  private @Nullable String differs(List<Session> sessions) {
    try {
      archive.store().compareMetadata(volume, sessions);
      return null;
    } catch (IntegrityException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void inspect(Session session, boolean whole) {
    PipelineSettings settings = PipelineSettings.standard();
    int batch = settings.chunksPerBatch(archive.settings().chunkSize());
    BufferPool buffers = new BufferPool(batch * archive.settings().chunkSize().maxStoredBytes());
    HashProvider hash = archive.hash();
    try (StoredChunkReader reader =
        archive.store().inspect(volume, session, whole, batch, buffers)) {
      OrderedPipeline.run(
          settings.workers(),
          settings.capacity(archive.settings().chunkSize()),
          reader,
          () -> new ChunkProver(hash.newHasher(), buffers),
          this::take);
    } catch (IntegrityException e) {
      found(session.name(), null, String.valueOf(e.getMessage()));
      damage.markFrom(volume.sessions().indexOf(session));
    }
  }

  private void take(ProvedBatch batch) {
    fetchedBytes += batch.storedBytes();
    doneBytes += batch.chunks() * archive.settings().chunkSize().bytes();
    for (DamagedChunk chunk : batch.damaged()) {
      found(
          chunk.session(),
          new ChunkAddress(chunk.address()),
          "Chunk "
              + new ChunkAddress(chunk.address())
              + " of volume "
              + volume.name()
              + ", stored by session "
              + chunk.session()
              + ", "
              + chunk.how());
      damage.markChunk(chunk.session(), chunk.address());
    }
    context
        .events()
        .on(
            new Event.Progress(
                volume.name(), Event.Activity.CHECK, doneBytes, Math.max(doneBytes, totalBytes)));
  }

  /** Which sessions the damaged chunks belong to, and whether every session is complete. */
  private void walkManifests() {
    try {
      archive.store().walkHistory(volume, damage);
      damage
          .gaps()
          .forEach((session, address) ->
              found(
                  session,
                  null,
                  "The manifests of volume "
                      + volume.name()
                      + " at session "
                      + session
                      + " are incomplete: no entry for the chunk at "
                      + new ChunkAddress(address)));
    } catch (IntegrityException e) {
      if (damage.isNone()) {
        found(null, null, String.valueOf(e.getMessage()));
      }
      damage.markFrom(0);
    }
  }

  private long repair() {
    ChangeMap chunks = damage.neededByNewest();
    if (!chunks.isBlank()) {
      archive.store().addRepairs(volume, chunks);
    }
    return chunks.count();
  }

  private void found(
      @Nullable SessionName session, @Nullable ChunkAddress address, String message) {
    context.events().on(new Event.DamageFound(volume.name(), session, address, message));
  }

  private void report(long repaired) {
    List<Session> checked = newestOnly ? List.of(volume.sessions().getLast()) : volume.sessions();
    context
        .events()
        .on(
            new Event.VolumeChecked(
                volume.name(),
                checked.stream().map(Session::name).filter(damage::isWhole).toList(),
                checked.stream().map(Session::name).filter(s -> !damage.isWhole(s)).toList(),
                fetchedBytes,
                repaired,
                Duration.between(start, context.clock().instant())));
  }
}
