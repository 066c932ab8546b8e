package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of the sessions of a volume.
 *
 * @param volume the volume
 * @param verdicts one for each of its sessions, in their order
 */
record PrunePlan(Volume volume, List<SessionChoice.Verdict> verdicts) {

  PrunePlan {
    verdicts = List.copyOf(verdicts);
  }

  List<Session> pruned() {
    return verdicts.stream()
        .filter(SessionChoice.Verdict::pruned)
        .map(SessionChoice.Verdict::session)
        .toList();
  }

  /** The sessions that go, and those that take over what is left of them. */
  List<Session> involved() {
    List<Session> involved = new ArrayList<>();
    boolean after = false;
    for (SessionChoice.Verdict verdict : verdicts) {
      if (verdict.pruned() || after) {
        involved.add(verdict.session());
      }
      after = verdict.pruned();
    }
    return involved;
  }

  /** Prunes, and reports it. */
  void carryOut(OperationContext context, OpenArchive archive) {
    Instant start = context.clock().instant();
    List<Session> pruned = pruned();
    if (pruned.isEmpty()) {
      context.events().on(new Event.NothingPruned(volume.name()));
      return;
    }
    archive.store().compareMetadata(volume, involved());
    Volume left = archive.store().prune(volume, pruned);
    context
        .events()
        .on(
            new Event.VolumePruned(
                left.name(),
                pruned.stream().map(Session::name).toList(),
                left.sessions().size(),
                Duration.between(start, context.clock().instant())));
  }

  /** What is going to happen, for a question. */
  String summary() {
    List<Session> sessions = pruned();
    String first = sessions.getFirst().name().toString();
    return sessions.size() == 1
        ? "session " + first + " of volume " + volume.name()
        : sessions.size()
            + " sessions of volume "
            + volume.name()
            + " ("
            + first
            + " to "
            + sessions.getLast().name()
            + ")";
  }
}
