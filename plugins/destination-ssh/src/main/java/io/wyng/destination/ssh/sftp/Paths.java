package io.wyng.destination.ssh.sftp;

import io.wyng.destination.ssh.message.Words;
import io.wyng.spi.destination.ArchivePath;
import java.nio.charset.StandardCharsets;

/**
 * Paths as they travel: text each of whose characters stands for one byte, because the names over
 * there may be in any encoding, or in none.
 */
final class Paths {

  private Paths() {}

  /** Text of ours, which travels in UTF-8. */
  static String of(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** A path below a directory. */
  static String resolve(String directory, ArchivePath below) {
    return below.equals(ArchivePath.ROOT) ? directory : resolve(directory, of(below.text()));
  }

  /** A path below a directory. */
  static String resolve(String directory, String below) {
    return directory.endsWith("/") ? directory + below : directory + "/" + below;
  }

  /** The text of a name or path that came from the server. */
  static String text(String raw) {
    return new String(raw.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** A path for a message. */
  static String shown(String raw) {
    return Words.of(text(raw));
  }
}
