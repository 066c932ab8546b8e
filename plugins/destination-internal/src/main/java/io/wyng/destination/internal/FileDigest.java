package io.wyng.destination.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of whole files, which need not fit into memory. */
final class FileDigest {

  private static final int PORTION_BYTES = 256 * 1024;

  private final ByteBuffer portion = ByteBuffer.allocate(PORTION_BYTES);
  private final MessageDigest sha256;

  FileDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** The digest, in lower-case hexadecimal digits, of what is left to read. */
  String of(FileChannel channel) throws IOException {
    while (channel.read(portion.clear()) >= 0) {
      sha256.update(portion.flip());
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
