package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.DifferenceException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.format.CollectedChanges;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code diff}: compares a volume as it is now with a session, and can have the next
 * send store what differs.
 */
public final class Diff {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Diff(OperationContext context) {
    this.context = context;
  }

  /**
   * What is asked of a comparison.
   *
   * @param volume the volume
   * @param session the session, or null for the newest
   * @param remap whether the next send shall store what differs; with the newest session only
   * @param limits how full the volume's storage may be
   */
  public record Request(
      VolumeName volume, @Nullable SessionReference session, boolean remap, SpaceLimits limits) {}

  /**
   * Compares. What differs is reported as {@link Event.RangeDiffers}, the result as {@link
   * Event.VolumeCompared}.
   *
   * @param request what to compare
   * @throws DifferenceException when they differ
   * @throws io.wyng.engine.failure.IntegrityException when the session is damaged
   */
  public void run(Request request) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.COMPARE);
        Source source = archive.openSource()) {
      Volume volume = archive.store().volume(request.volume());
      Session session = SessionCheck.select(volume, request.session());
      requireNewest(request, volume, session);
      SessionCheck check =
          new SessionCheck(archive, context.events(), Event.Activity.COMPARE, volume, session);
      CurrentSnapshots snapshots =
          new CurrentSnapshots(context.events(), archive.settings(), source, request.limits());
      // What a send left behind may be the snapshot that its session was made of.
      BaselinePairing pairing = new BaselinePairing(archive, source);
      pairing.find(volume);
      Instant start = context.clock().instant();
      Snapshot current = snapshots.create(snapshots.require(volume.name()));
      ChangeMap different;
      try {
        different = compare(archive, check, source, current, session);
        if (request.remap()) {
          remap(archive, pairing, volume, current, different);
        }
      } catch (RuntimeException | Error e) {
        snapshots.removeAfter(e, current);
        throw e;
      }
      if (!request.remap()) {
        snapshots.remove(current);
      }
      report(request, session, different, start);
    } catch (IOException e) {
      throw new SourceException("Leaving the volumes' storage failed", e);
    }
  }

  private static void requireNewest(Request request, Volume volume, Session session) {
    Session newest = volume.sessions().getLast();
    if (request.remap() && !session.equals(newest)) {
      throw new UsageException(
          "--remap works with the newest session only, which is "
              + newest.name()
              + " for volume "
              + volume.name(),
          "Leave --session away.");
    }
  }

  private static ChangeMap compare(
      OpenArchive archive, SessionCheck check, Source source, Snapshot current, Session session) {
    try (BlockReader reader = source.openReader(current)) {
      Comparison comparison =
          new Comparison(reader, current, session, archive.settings().chunkSize());
      check.run(comparison);
      return comparison.differences();
    } catch (IOException e) {
      throw new SourceException(
          "Reading the snapshot of volume " + current.volume() + " failed", e);
    }
  }

  /** What differs is now all that has changed up to the snapshot, which becomes the baseline. */
  private static void remap(
      OpenArchive archive,
      BaselinePairing pairing,
      Volume volume,
      Snapshot current,
      ChangeMap different) {
    ChangeMap map = ChangeMap.blank(different.chunkSize(), current.sizeBytes());
    map.add(different);
    archive.store().changeMap(volume, current.sizeBytes()).ifPresent(map::add);
    archive
        .store()
        .collectChanges(List.of(new CollectedChanges(volume, map, List.of(current.identity()))));
    try {
      pairing.promoteCollected(volume.sessions().getLast(), current);
    } catch (IOException e) {
      throw new SourceException(
          "The snapshot of volume " + volume.name() + " could not be kept for the next send", e);
    }
  }

  private void report(Request request, Session session, ChangeMap different, Instant start) {
    DifferentRanges.report(different, request.volume(), context.events());
    long bytes = DifferentRanges.bytes(different);
    context
        .events()
        .on(
            new Event.VolumeCompared(
                request.volume(),
                session.name(),
                different.volumeBytes(),
                session.volumeBytes(),
                bytes,
                request.remap(),
                Duration.between(start, context.clock().instant())));
    if (bytes > 0 || different.volumeBytes() != session.volumeBytes()) {
      throw new DifferenceException(
          "Volume "
              + request.volume()
              + " differs from session "
              + session.name()
              + " in "
              + bytes
              + " bytes",
          request.remap()
              ? "The next send will store the differences."
              : "If the volume is right, send it, or have every difference stored by the next send"
                  + " with: wyng diff --remap "
                  + request.volume());
    }
  }
}
