package io.wyng.engine.retention;

import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A session that may be removed.
 *
 * @param volume its volume
 * @param session the session, which is not the volume's newest
 */
public record Removal(VolumeName volume, SessionName session) {

  private static final Comparator<Removal> OLDEST_FIRST =
      Comparator.comparing(Removal::session).thenComparing(Removal::volume);

  /**
   * What automatic pruning removes, in the order in which it does: the oldest session of all
   * volumes first, so that no volume loses its past before the others.
   *
   * @param decisions the decisions on all sessions of each volume
   * @return the sessions that do not stay
   */
  public static List<Removal> oldestFirst(Map<VolumeName, List<Decision>> decisions) {
    List<Removal> removals = new ArrayList<>();
    decisions.forEach((volume, ofVolume) ->
        ofVolume.stream()
            .filter(decision -> !decision.stays())
            .forEach(decision -> removals.add(new Removal(volume, decision.session()))));
    removals.sort(OLDEST_FIRST);
    return removals;
  }
}
