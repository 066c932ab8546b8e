package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.WyngException;
import io.wyng.engine.format.LinkCount;
import io.wyng.spi.VolumeName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The command {@code arch-deduplicate}: lets equal chunks of all volumes share their space. */
public final class Deduplicate {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Deduplicate(OperationContext context) {
    this.context = context;
  }

  /**
   * Deduplicates the archive. The result is reported as {@link Event.ArchiveDeduplicated}; a volume
   * whose metadata is damaged or differs between both sides is left out, as {@link
   * Event.VolumeSkipped} tells.
   *
   * @throws io.wyng.engine.failure.DestinationException when the destination has no hard links
   * @throws IncompleteException when volumes were left out
   * @throws WyngException when it fails; what was done so far stays, and the rest can be done later
   */
  public void run() {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE)) {
      List<VolumeName> skipped = new ArrayList<>();
      List<Volume> volumes = comparedVolumes(archive, skipped);
      Instant start = context.clock().instant();
      LinkCount count = archive.store().linkEqualChunks(volumes, context.events());
      report(count, Duration.between(start, context.clock().instant()));
      if (!skipped.isEmpty()) {
        throw incomplete(skipped);
      }
    }
  }

  /** A chunk of a volume that somebody else has changed may not be what we think it is. */
  private List<Volume> comparedVolumes(OpenArchive archive, List<VolumeName> skipped) {
    List<Volume> volumes = new ArrayList<>();
    for (ConfiguredVolume configured : archive.settings().volumes()) {
      VolumeName name = configured.name();
      try {
        Volume volume = archive.store().volume(name);
        if (!volume.sessions().isEmpty()) {
          archive.store().compareMetadata(volume, volume.sessions());
          volumes.add(volume);
        }
      } catch (IntegrityException e) {
        skipped.add(name);
        context
            .events()
            .on(new Event.VolumeSkipped(name, String.valueOf(e.getMessage()), e.remedy()));
      }
    }
    return volumes;
  }

  private void report(LinkCount count, Duration duration) {
    if (count.damagedChunks() > 0) {
      context
          .events()
          .on(
              new Event.Warning(
                  count.damagedChunks()
                      + (count.damagedChunks() == 1 ? " chunk was" : " chunks were")
                      + " not shared: missing or damaged at the destination, or not the same there"
                      + " as an equal one",
                  "Nothing was replaced by such a chunk. Check the sessions with verify --session."));
    }
    context
        .events()
        .on(
            new Event.ArchiveDeduplicated(
                count.chunks(), count.linkedChunks(), count.freedBytes(), duration));
  }

  private static IncompleteException incomplete(List<VolumeName> skipped) {
    return new IncompleteException(
        "Not deduplicated: "
            + String.join(", ", skipped.stream().map(VolumeName::text).toList())
            + " ("
            + skipped.size()
            + (skipped.size() == 1 ? " volume)" : " volumes)"),
        "The reasons stand above. Everything else was done.");
  }
}
