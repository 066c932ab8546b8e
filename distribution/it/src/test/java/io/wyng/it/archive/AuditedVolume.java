package io.wyng.it.archive;

import java.util.List;

/**
 * A volume that keeps the rules.
 *
 * @param name its name
 * @param formatVersion 1 or 2
 * @param sessions oldest first
 */
public record AuditedVolume(String name, int formatVersion, List<AuditedSession> sessions) {

  /** The newest session. */
  public AuditedSession last() {
    return sessions.getLast();
  }
}
