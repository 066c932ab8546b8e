package io.wyng.engine.format;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import java.util.List;

/**
 * What was found out about a volume between two sends.
 *
 * @param volume the volume
 * @param map every chunk that may differ from the volume's last session, up to the newest of the
 *     snapshots
 * @param snapshots the identities of the snapshots that the map can be used with: what changes
 *     after one of them, together with the map, is all that has changed since the last session
 */
public record CollectedChanges(Volume volume, ChangeMap map, List<String> snapshots) {

  /** Copies the list. */
  public CollectedChanges {
    snapshots = List.copyOf(snapshots);
  }
}
