package io.wyng.engine.archive;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session: one state of a volume in the archive.
 *
 * @param name its name
 * @param localTime date and time as the archive keeps it, usually the name
 * @param volumeBytes size of the volume at that time, 1 or more
 * @param sequence 0 for the first, strictly increasing, with gaps after pruning
 * @param snapshot identity of the source's snapshot that was sent; null when unknown
 * @param previousSession the next older session; null for the oldest
 * @param tags its tags
 */
public record Session(
    SessionName name,
    String localTime,
    long volumeBytes,
    long sequence,
    @Nullable String snapshot,
    @Nullable SessionName previousSession,
    List<Tag> tags) {

  /**
   * Checks the size and copies the list.
   *
   * @throws IllegalArgumentException when the size is not positive
   */
  public Session {
    if (volumeBytes < 1) {
      throw new IllegalArgumentException("Invalid volume size " + volumeBytes);
    }
    tags = List.copyOf(tags);
  }

  /**
   * The identity of the snapshot that was sent.
   *
   * @return the identity, or empty when the archive does not know it
   */
  public Optional<String> snapshotIdentity() {
    return Optional.ofNullable(snapshot);
  }

  /**
   * The next older session.
   *
   * @return its name, or empty for the oldest
   */
  public Optional<SessionName> previous() {
    return Optional.ofNullable(previousSession);
  }
}
