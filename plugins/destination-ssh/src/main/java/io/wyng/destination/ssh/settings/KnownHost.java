package io.wyng.destination.ssh.settings;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of a known_hosts file, as sshd(8) describes it.
 *
 * @param place file and line, for messages
 * @param marker {@code @revoked}, {@code @cert-authority} or nothing
 * @param hosts patterns separated by commas, or a hashed name
 * @param key the key
 */
record KnownHost(String place, String marker, String hosts, HostKey key) {

  static final String REVOKED = "@revoked";

  /** Reads a line; nothing when it is empty, a comment, or not understood. */
  static Optional<KnownHost> parse(Path file, int number, String line) {
    String text = line.strip();
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    List<String> fields = List.of(text.split("\\s+"));
    String marker = text.startsWith("@") ? fields.getFirst().toLowerCase(Locale.ROOT) : "";
    List<String> rest = marker.isEmpty() ? fields : fields.subList(1, fields.size());
    if (rest.size() < 3) {
      return Optional.empty();
    }
    try {
      byte[] blob = Base64.getDecoder().decode(rest.get(2));
      return Optional.of(
          new KnownHost(
              file + ":" + number, marker, rest.getFirst(), HostKey.of(rest.get(1), blob)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // ssh leaves such lines out, too
    }
  }

  /** Whether the line is about a host. */
  boolean isAbout(String knownName) {
    return hosts.startsWith(HashedName.PREFIX)
        ? HashedName.matches(hosts, knownName)
        : HostPatterns.match(List.of(hosts.split(",")), knownName);
  }
}
