package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.format.CollectedChanges;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Monitors several volumes at once: the snapshots of all, one scan for all, one commit for all.
 *
 * <p>The order is what keeps changes from being lost: the changes up to the new snapshot are
 * durable, and proved to go with the former snapshot and with the new one, before the former one
 * goes.
 */
final class MonitorRound {

  /**
   * A volume whose changes can be told.
   *
   * @param last its last session
   * @param baseline the snapshot from which the changes are told
   * @param current the snapshot up to which they are told
   */
  private record Candidate(Volume volume, Session last, Snapshot baseline, Snapshot current) {}

  /**
   * A volume whose changes were told.
   *
   * @param found what has changed between the two snapshots
   * @param all what has changed since the last session
   */
  private record Outcome(Candidate candidate, ChangeMap found, ChangeMap all) {
    boolean isRotated() {
      return !found.isBlank() || candidate.baseline.sizeBytes() != candidate.current.sizeBytes();
    }
  }

  private final EventListener events;
  private final OpenArchive archive;
  private final Source source;
  private final CurrentSnapshots snapshots;
  private final List<Volume> volumes;
  private final BaselinePairing pairing;
  private final SkippedVolumes skipped;

  /** Snapshots that are to be removed unless they become baselines. */
  private final List<Snapshot> pending = new ArrayList<>();

  MonitorRound(
      EventListener events,
      OpenArchive archive,
      Source source,
      CurrentSnapshots snapshots,
      List<Volume> volumes) {
    this.events = events;
    this.archive = archive;
    this.source = source;
    this.snapshots = snapshots;
    this.volumes = volumes;
    this.pairing = new BaselinePairing(archive, source);
    this.skipped = new SkippedVolumes(events, volumes.size());
  }

  /** Monitors them; fails at the end when it failed for some of several. */
  void run() {
    try {
      List<Candidate> candidates = new ArrayList<>();
      for (Volume volume : volumes) {
        attempt(volume.name(), () -> begin(volume)).ifPresent(candidates::add);
      }
      List<Outcome> outcomes = candidates.isEmpty() ? List.of() : scan(candidates);
      keep(outcomes);
      outcomes.forEach(outcome -> attempt(outcome.candidate.volume.name(), () -> finish(outcome)));
    } catch (RuntimeException | Error e) {
      pending.forEach(snapshot -> snapshots.removeAfter(e, snapshot));
      throw e;
    }
    skipped.check("monitored", "No change is lost: the next monitor or send finds it.");
  }

  @FunctionalInterface
  private interface Step<T> {
    @Nullable T run();
  }

  /** Passes over a volume for which a step fails, unless it is the only one. */
  private <T> Optional<T> attempt(VolumeName volume, Step<T> step) {
    try {
      return Optional.ofNullable(step.run());
    } catch (SourceException e) {
      skipped.add(volume, e);
      return Optional.empty();
    }
  }

  private void skip(VolumeName volume, String reason, String remedy) {
    events.on(new Event.VolumeSkipped(volume, reason, remedy));
  }

  private @Nullable Candidate begin(Volume volume) {
    VolumeName name = volume.name();
    Session last = volume.lastSession().orElse(null);
    if (last == null) {
      events.on(
          new Event.Notice(
              "Volume " + name + " has no session yet, so there is nothing to monitor"));
      return null;
    }
    if (archive.store().isInterrupted(name)) {
      skip(name, "an operation on it broke off", "The next send finishes or undoes that first.");
      return null;
    }
    Optional<SourceVolume> present = snapshots.find(name);
    if (present.isEmpty()) {
      SourceException missing = snapshots.missing(name);
      if (volumes.size() == 1) {
        throw missing;
      }
      skip(name, String.valueOf(missing.getMessage()), missing.remedy());
      return null;
    }
    Optional<Snapshot> baseline = pairing.find(volume);
    if (baseline.isEmpty()) {
      skip(
          name,
          "no snapshot is proved to be what session " + last.name() + " was made of",
          "The next send compares the whole volume with the archive; after that it can be monitored"
              + " again.");
      return null;
    }
    Snapshot current = snapshots.create(present.get());
    pending.add(current);
    return new Candidate(volume, last, baseline.get(), current);
  }

  private List<Outcome> scan(List<Candidate> candidates) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Candidate> unknown = new ArrayList<>();
    try (ChangeScan scan = source.openScan()) {
      for (Candidate candidate : candidates) {
        attempt(candidate.volume.name(), () -> examine(scan, candidate))
            .ifPresentOrElse(outcomes::add, () -> unknown.add(candidate));
      }
    } catch (IOException e) {
      throw new SourceException("Finding out what has changed in the volumes failed", e);
    }
    unknown.forEach(candidate -> discard(candidate.current));
    return outcomes;
  }

  private Outcome examine(ChangeScan scan, Candidate candidate) {
    ChangesSinceSession changes = new ChangesSinceSession(archive.store());
    try {
      ChangeMap found = changes.sinceBaseline(scan, candidate.baseline, candidate.current);
      // Of the greater size, because it must go with the former snapshot too.
      long bytes = Math.max(candidate.baseline.sizeBytes(), candidate.current.sizeBytes());
      ChangeMap all = ChangeMap.blank(found.chunkSize(), bytes);
      all.add(found);
      archive.store().changeMap(candidate.volume, bytes).ifPresent(all::add);
      return new Outcome(candidate, found, all);
    } catch (IOException e) {
      throw new SourceException(
          "Finding out what has changed in volume " + candidate.volume.name() + " failed", e);
    }
  }

  private void keep(List<Outcome> outcomes) {
    archive
        .store()
        .collectChanges(
            outcomes.stream()
                .filter(Outcome::isRotated)
                .map(outcome ->
                    new CollectedChanges(
                        outcome.candidate.volume,
                        outcome.all,
                        List.of(
                            outcome.candidate.baseline.identity(),
                            outcome.candidate.current.identity())))
                .toList());
  }

  private @Nullable Void finish(Outcome outcome) {
    Candidate candidate = outcome.candidate;
    if (outcome.isRotated()) {
      pending.remove(candidate.current);
      promote(candidate);
    } else {
      discard(candidate.current);
    }
    long chunkBytes = outcome.found.chunkSize().bytes();
    events.on(
        new Event.ChangesCollected(
            candidate.volume.name(),
            candidate.last.name(),
            outcome.found.count() * chunkBytes,
            outcome.all.count() * chunkBytes,
            outcome.isRotated()));
    return null;
  }

  private void promote(Candidate candidate) {
    try {
      pairing.promoteCollected(candidate.last, candidate.current);
    } catch (IOException e) {
      throw new SourceException(
          "The changes of volume "
              + candidate.volume.name()
              + " are collected, but its new snapshot could not take the place of the former one",
          e);
    }
  }

  private void discard(Snapshot snapshot) {
    pending.remove(snapshot);
    snapshots.remove(snapshot);
  }
}
