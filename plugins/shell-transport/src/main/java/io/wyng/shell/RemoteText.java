package io.wyng.shell;

import io.wyng.spi.destination.DestinationFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the far side said, made fit for messages. It is not trusted. */
final class RemoteText {

  private static final int LONGEST_LINE = 300;
  private static final int LONGEST_TEXT = 800;

  /** Of a text that is too long the end stays, too: there the reason often is. */
  private static final int END = 300;

  /**
   * How the systems that there are put it. "Wrote only … of … bytes" is said by GNU tar, which does
   * not go on to ask why.
   */
  private static final Map<DestinationFault, List<String>> PHRASES =
      Map.of(
          DestinationFault.NO_SPACE,
          List.of(
              "No space left on device",
              "Disk quota exceeded",
              "Disc quota exceeded",
              "Quota exceeded",
              "File too large",
              ": Wrote only "),
          DestinationFault.PERMISSION_DENIED,
          List.of("Permission denied", "Operation not permitted", "Read-only file system"));

  private RemoteText() {}

  /** The text without control characters and blank lines, the lines joined, not too long. */
  static String clean(String text) {
    String joined =
        text.lines()
            .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
            .filter(line -> line.chars().anyMatch(Character::isLetterOrDigit))
            .map(
                line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
            .collect(Collectors.joining("; "));
    int length = joined.length();
    return length <= LONGEST_TEXT
        ? joined
        : joined.substring(0, LONGEST_TEXT - END) + "…" + joined.substring(length - END);
  }

  /** The reason that the words name, if it is one that is answered differently. */
  static Optional<DestinationFault> fault(String words) {
    for (DestinationFault fault :
        List.of(DestinationFault.NO_SPACE, DestinationFault.PERMISSION_DENIED)) {
      if (PHRASES.getOrDefault(fault, List.of()).stream().anyMatch(words::contains)) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  /** What to do about it. */
  static String remedy(DestinationFault fault, String words) {
    return switch (fault) {
      case NO_SPACE ->
          "Free space or inodes there (df, df -i), for instance by pruning old sessions, or raise"
              + " the quota, and repeat the command.";
      case PERMISSION_DENIED ->
          words.contains("Read-only file system")
              ? "Mount the file system there writable (mount -o remount,rw) and repeat the command."
              : "Use a user over there who may do that, or change the permissions.";
      case CONNECTION_LOST ->
          "Look whether the far side and the way to it are well, and repeat the"
              + " command: it goes on where it was.";
      case UNREACHABLE, UNTRUSTED, AUTHENTICATION -> "";
    };
  }
}
