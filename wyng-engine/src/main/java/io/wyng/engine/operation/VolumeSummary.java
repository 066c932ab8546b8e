package io.wyng.engine.operation;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import io.wyng.spi.VolumeName;
import java.util.List;

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
   */
  public record SessionSummary(SessionName name, long volumeBytes, List<Tag> tags) {}
}
