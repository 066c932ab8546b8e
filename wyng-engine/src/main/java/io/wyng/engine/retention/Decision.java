package io.wyng.engine.retention;

import io.wyng.engine.archive.SessionName;
import java.util.List;

/**
 * Whether a session stays, and why.
 *
 * @param session the session
 * @param stays false when no rule keeps it
 * @param reasons why, in words for the operator; never empty
 */
public record Decision(SessionName session, boolean stays, List<String> reasons) {

  private static final List<String> NOTHING_KEEPS_IT = List.of("no rule keeps it");

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException when there is no reason
   */
  public Decision {
    reasons = List.copyOf(reasons);
    if (reasons.isEmpty()) {
      throw new IllegalArgumentException("A decision on " + session + " without a reason");
    }
  }

  /** The decision that follows from the reasons for keeping a session. */
  static Decision of(SessionName session, List<String> reasonsToStay) {
    return reasonsToStay.isEmpty()
        ? new Decision(session, false, NOTHING_KEEPS_IT)
        : new Decision(session, true, reasonsToStay);
  }
}
