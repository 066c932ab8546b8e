package io.wyng.engine.operation;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import io.wyng.spi.VolumeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume of an archive, for listings.
 *
 * @param name the volume
 * @param enabled whether a send without names includes it
 * @param description words of the user; may be empty
 * @param sessions its sessions, oldest first; may be empty
 */
public record VolumeSummary(
    VolumeName name, boolean enabled, String description, List<SessionSummary> sessions) {

  /**
   * A session, for listings.
   *
   * @param name the session
   * @param volumeBytes size of the volume at that time
   * @param tags its tags
   * @param addedBytes how much of the volume it added to the archive, in whole chunks before
   *     compression; null when that was not asked for
   * @param changedBytes how much of the volume differs from the session before, in whole chunks;
   *     null when that was not asked for
   */
  public record SessionSummary(
      SessionName name,
      long volumeBytes,
      List<Tag> tags,
      @Nullable Long addedBytes,
      @Nullable Long changedBytes) {

    /**
     * A session without its volumes of data.
     *
     * @param name the session
     * @param volumeBytes size of the volume at that time
     * @param tags its tags
     */
    public SessionSummary(SessionName name, long volumeBytes, List<Tag> tags) {
      this(name, volumeBytes, tags, null, null);
    }
  }
}
