package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.retention.Autoprune;
import io.wyng.engine.retention.Candidate;
import io.wyng.engine.retention.Decision;
import io.wyng.engine.retention.Removal;
import io.wyng.engine.retention.Retention;
import io.wyng.spi.VolumeName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prunes for a send what the policy lets go: all of it before, or as much as a volume needs. */
final class RoomMaker {

  private final OperationContext context;
  private final OpenArchive archive;
  private final AutomaticPruning pruning;
  private final List<VolumeName> volumes;

  RoomMaker(
      OperationContext context,
      OpenArchive archive,
      AutomaticPruning pruning,
      List<VolumeName> volumes) {
    this.context = context;
    this.archive = archive;
    this.pruning = pruning;
    this.volumes = volumes;
  }

  /**
   * Prunes everything that goes, if that is what the user wants.
   *
   * @throws io.wyng.engine.failure.ArchiveException when something is to be kept that is not there
   */
  void beforeAll() {
    if (pruning.mode() == Autoprune.OFF) {
      return;
    }
    SessionsByPolicy choice = new SessionsByPolicy(pruning.policy());
    choice.check(volumes.stream().map(archive.store()::volume).toList());
    if (pruning.mode() == Autoprune.FULL) {
      for (VolumeName name : volumes) {
        Volume volume = archive.store().volume(name);
        PrunePlan plan = new PrunePlan(volume, choice.judge(volume));
        if (!plan.pruned().isEmpty()) {
          plan.carryOut(context, archive);
        }
      }
    }
  }

  /**
   * Prunes one session after the other until there is room, or nothing goes any more.
   *
   * @param neededBytes how much the destination should have room for
   */
  void makeRoom(long neededBytes) {
    if (pruning.mode() != Autoprune.ON) {
      return;
    }
    for (Removal removal : removals()) {
      long free = archive.store().checkDestination(true).freeBytes();
      if (!pruning.mode().removesMore(free, neededBytes)) {
        return;
      }
      Volume volume = archive.store().volume(removal.volume());
      new PrunePlan(volume, only(volume, removal)).carryOut(context, archive);
    }
  }

  private List<Removal> removals() {
    Map<VolumeName, List<Decision>> decisions = new LinkedHashMap<>();
    for (VolumeName name : volumes) {
      List<Candidate> sessions =
          archive.store().volume(name).sessions().stream().map(Candidate::of).toList();
      decisions.put(name, Retention.decide(sessions, pruning.policy()));
    }
    return Removal.oldestFirst(decisions);
  }

  private static List<SessionChoice.Verdict> only(Volume volume, Removal removal) {
    return volume.sessions().stream()
        .map(session ->
            new SessionChoice.Verdict(
                session, session.name().equals(removal.session()), "room is needed"))
        .toList();
  }
}
