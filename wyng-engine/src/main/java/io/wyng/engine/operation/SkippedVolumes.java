package io.wyng.engine.operation;

import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.VolumeName;
import java.util.ArrayList;
import java.util.List;

/** The volumes, of several, for which an operation fails while it goes on with the others. */
final class SkippedVolumes {

  private final EventListener events;
  private final int volumes;
  private final List<VolumeName> skipped = new ArrayList<>();

  /**
   * None so far.
   *
   * @param volumes how many the operation is on
   */
  SkippedVolumes(EventListener events, int volumes) {
    this.events = events;
    this.volumes = volumes;
  }

  /** Tells why a volume is passed over; throws the reason when it is the only one. */
  void add(VolumeName volume, WyngException reason) {
    if (volumes == 1 || Thread.currentThread().isInterrupted()) {
      throw reason;
    }
    skipped.add(volume);
    events.on(
        new Event.VolumeSkipped(volume, String.valueOf(reason.getMessage()), reason.remedy()));
  }

  /**
   * Ends the operation.
   *
   * @param done what was done to the others, as a participle
   * @param others what the user can rely on, as a sentence
   * @throws IncompleteException when there are any
   */
  void check(String done, String others) {
    if (!skipped.isEmpty()) {
      throw new IncompleteException(
          "Not "
              + done
              + ": "
              + String.join(", ", skipped.stream().map(VolumeName::text).toList())
              + " ("
              + skipped.size()
              + " of "
              + volumes
              + " volumes)",
          "The reasons stand above. " + others);
    }
  }
}
