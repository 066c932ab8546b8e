package io.wyng.engine.archive;

import io.wyng.spi.VolumeName;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A volume as the archive knows it.
 *
 * @param name its name
 * @param enabled whether a send without names includes it
 * @param formatVersion the archive format of its metadata: 1 or 2
 * @param uuid its identity
 * @param description words of the user; may be empty
 * @param metadataUpdateDue the next send must store the metadata of all sessions again
 * @param sessions its sessions, oldest first
 */
public record Volume(
    VolumeName name,
    boolean enabled,
    int formatVersion,
    UUID uuid,
    String description,
    boolean metadataUpdateDue,
    List<Session> sessions) {

  /** Copies the list. */
  public Volume {
    sessions = List.copyOf(sessions);
  }

  /**
   * The newest session.
   *
   * @return the session, or empty when there is none
   */
  public Optional<Session> lastSession() {
    return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.getLast());
  }

  /**
   * A session by its name.
   *
   * @param session the name
   * @return the session, or empty when the volume has none of that name
   */
  public Optional<Session> session(SessionName session) {
    return sessions.stream().filter(s -> s.name().equals(session)).findFirst();
  }
}
