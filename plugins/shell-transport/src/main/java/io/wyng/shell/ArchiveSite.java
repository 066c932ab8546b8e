package io.wyng.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.List;

/**
 * Where an archive is, for messages and for the far side.
 *
 * @param farSide what is reached, in the words of messages
 * @param address the mount point
 * @param root the archive's directory below it
 */
record ArchiveSite(String farSide, DestinationAddress address, ArchivePath root) {

  /** Something that is done over there. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** The path over there, in the words of messages. */
  String describe(ArchivePath path) {
    StringBuilder text = new StringBuilder(address.path());
    for (ArchivePath part : List.of(root, path)) {
      if (!part.equals(ArchivePath.ROOT)) {
        text.append(text.charAt(text.length() - 1) == '/' ? "" : "/").append(part);
      }
    }
    return text + " on " + farSide;
  }

  /** Does something, and says what it was when it fails. */
  <T> T attempt(String action, ArchivePath path, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (ShellFailure e) {
      throw e.explained("Cannot " + action + " " + describe(path));
    }
  }

  /** A path, as the far side gets it. */
  static String name(ArchivePath path) {
    return path.equals(ArchivePath.ROOT) ? "." : "./" + path;
  }

  /** The mount point and the root, as the far side gets them. */
  byte[] place() throws IOException {
    return lines(address.path(), name(root));
  }

  /** Names as the far side gets them: one a line, and a line at the end that is no name. */
  static byte[] block(Collection<String> names) throws IOException {
    return encoded(String.join("\n", names) + "\n/\n");
  }

  /** A few names as the far side gets them: one a line. */
  static byte[] lines(String... names) throws IOException {
    return encoded(String.join("\n", names) + "\n");
  }

  private static byte[] encoded(String text) throws IOException {
    try {
      ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] array = new byte[bytes.remaining()];
      bytes.get(array);
      return array;
    } catch (CharacterCodingException e) {
      throw new ProviderException("A file name is no valid text", "", e);
    }
  }
}
