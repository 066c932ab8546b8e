package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.change.OrderedRanges;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.SourceException;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out what a send has to look at.
 *
 * <p>A delta between two snapshots is worth something only when {@linkplain BaselinePairing it is
 * proved} how the older one relates to the last session. Without that proof everything is looked
 * at, and compared with the archive.
 */
final class SendPlanner {

  private final OperationContext context;
  private final OpenArchive archive;
  private final Source source;
  private final Volume volume;
  private Optional<Snapshot> provenBaseline = Optional.empty();

  SendPlanner(OperationContext context, OpenArchive archive, Source source, Volume volume) {
    this.context = context;
    this.archive = archive;
    this.source = source;
    this.volume = volume;
  }

  /** Finds the baseline of the last session, finishing a rotation that broke off. */
  void pairSnapshots() {
    Optional<Session> last = volume.lastSession();
    if (last.isEmpty()) {
      return;
    }
    provenBaseline = new BaselinePairing(archive, source).find(volume);
    if (provenBaseline.isEmpty()) {
      context
          .events()
          .on(
              new Event.Warning(
                  "No snapshot of volume "
                      + volume.name()
                      + " is proved to be what session "
                      + last.get().name()
                      + " was made of, so the whole volume is compared with the archive",
                  "This takes longer, and is needed only once."));
    }
  }

  /** Plans the send of a snapshot that was made just now. */
  SendPlan plan(Snapshot current) {
    ChunkSize chunkSize = archive.settings().chunkSize();
    long size = current.sizeBytes();
    warnOfOddSize(size);
    try (ChangeScan scan = source.openScan()) {
      if (provenBaseline.isPresent()) {
        return incremental(scan, provenBaseline.get(), current);
      }
      ChangeMap allocated = ChangeMap.blank(chunkSize, size);
      scan.allocated(current, new OrderedRanges(allocated));
      Event.SendKind kind =
          volume.sessions().isEmpty() ? Event.SendKind.FULL : Event.SendKind.COMPARISON;
      return new SendPlan(kind, current, ChangeMap.full(chunkSize, size), allocated, true);
    } catch (IOException e) {
      throw new SourceException(
          "Finding out what has changed in volume " + volume.name() + " failed", e);
    }
  }

  private SendPlan incremental(ChangeScan scan, Snapshot baseline, Snapshot current)
      throws IOException {
    long size = current.sizeBytes();
    ChangeMap wanted =
        new ChangesSinceSession(archive.store()).sinceSession(scan, volume, baseline, current);
    archive.store().repairs(volume, size).ifPresent(wanted::add);
    return new SendPlan(
        Event.SendKind.INCREMENTAL,
        current,
        wanted,
        ChangeMap.full(archive.settings().chunkSize(), size),
        volume.lastSession().filter(last -> last.volumeBytes() != size).isPresent());
  }

  /** The original programs refuse such a session when they check their archive. */
  private void warnOfOddSize(long size) {
    boolean resized = volume.lastSession().filter(last -> last.volumeBytes() != size).isPresent();
    if (resized && size % archive.settings().chunkSize().bytes() != 0) {
      context
          .events()
          .on(
              new Event.Warning(
                  "Volume "
                      + volume.name()
                      + " was resized to "
                      + size
                      + " bytes, which is no whole number of chunks: Wyng 0.3 for Python will refuse"
                      + " to go on with this volume",
                  "Nothing needs to be done unless you want to use that program again."));
    }
  }
}
