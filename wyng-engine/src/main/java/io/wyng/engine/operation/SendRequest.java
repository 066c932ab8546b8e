package io.wyng.engine.operation;

import io.wyng.engine.archive.Tag;
import io.wyng.spi.VolumeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a send.
 *
 * @param volumes the volumes
 * @param tags what the new sessions are tagged with, {@link Tag#MOST_TAGS} at most
 * @param description the new description of each volume; null to leave it as it is
 * @param limits how full the volumes' storage may be
 * @param pruning which sessions may be pruned for it
 * @param deduplicate whether chunks that the archive has already are stored as links
 * @param displace whether the only snapshot that the source can keep of a volume may be taken from
 *     another archive
 */
public record SendRequest(
    VolumeSelection volumes,
    List<Tag> tags,
    @Nullable String description,
    SpaceLimits limits,
    AutomaticPruning pruning,
    boolean deduplicate,
    boolean displace) {

  /** Copies the list. */
  public SendRequest {
    tags = List.copyOf(tags);
  }

  /**
   * A send with nothing special about it.
   *
   * @param volumes the volumes; all enabled ones when empty
   * @return the request
   */
  public static SendRequest of(List<VolumeName> volumes) {
    return new SendRequest(
        VolumeSelection.of(volumes),
        List.of(),
        null,
        SpaceLimits.STANDARD,
        AutomaticPruning.NONE,
        false,
        false);
  }

  /**
   * The same send with chunks shared.
   *
   * @return the request
   */
  public SendRequest deduplicated() {
    return new SendRequest(volumes, tags, description, limits, pruning, true, displace);
  }
}
