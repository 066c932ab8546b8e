package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import java.util.List;

/** Decides which sessions of a volume are pruned, and says why. */
@FunctionalInterface
public interface SessionChoice {

  /** The reason for which the newest session stays although the choice would include it. */
  String NEWEST = "the newest session always stays";

  /**
   * What becomes of a session.
   *
   * @param session the session
   * @param pruned whether it goes
   * @param reason why it goes or stays, as a phrase
   */
  record Verdict(Session session, boolean pruned, String reason) {}

  /**
   * Looks whether the choice makes sense for all volumes together.
   *
   * @param volumes the volumes, of each of which it will judge
   * @throws io.wyng.engine.failure.ArchiveException when it names something that none of them has
   */
  default void check(List<Volume> volumes) {}

  /**
   * Decides about each session of a volume. The newest one stays, whatever else is chosen.
   *
   * @param volume the volume with its sessions
   * @return a verdict for each session, in their order
   * @throws io.wyng.engine.failure.ArchiveException when a session that the user named is not
   *     there, or must stay
   */
  List<Verdict> judge(Volume volume);
}
