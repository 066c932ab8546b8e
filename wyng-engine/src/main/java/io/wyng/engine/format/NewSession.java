package io.wyng.engine.format;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import java.util.List;

/**
 * A session to be made.
 *
 * @param name its name, later than that of the volume's last session
 * @param volumeBytes size of the volume
 * @param snapshot identity of the snapshot that is sent
 * @param tags its tags; none in format 1, which cannot store them
 */
public record NewSession(SessionName name, long volumeBytes, String snapshot, List<Tag> tags) {

  /** Copies the list. */
  public NewSession {
    tags = List.copyOf(tags);
  }
}
