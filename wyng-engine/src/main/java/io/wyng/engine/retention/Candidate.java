package io.wyng.engine.retention;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A session on which a policy decides.
 *
 * @param session its name
 * @param tags the identities of its tags, in lower case and without {@code ^}
 */
public record Candidate(SessionName session, Set<String> tags) {

  /** Copies the set. */
  public Candidate {
    tags = Set.copyOf(tags);
  }

  /**
   * A session of an archive.
   *
   * @param session the session
   * @return its name and the identities of its tags
   */
  public static Candidate of(Session session) {
    return new Candidate(
        session.name(), session.tags().stream().map(Tag::id).collect(Collectors.toSet()));
  }

  /**
   * The local time that the session's name spells.
   *
   * @return the time, or empty when the digits are no date that exists
   */
  Optional<LocalDateTime> time() {
    try {
      return Optional.of(session.time());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }
}
