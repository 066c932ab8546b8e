package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An answer of the server, which is not trusted: whatever is read from it is checked to be there.
 */
final class Reply {

  static final int VERSION = 2;
  static final int STATUS = 101;
  static final int HANDLE = 102;
  static final int DATA = 103;
  static final int NAME = 104;
  static final int ATTRIBUTES = 105;
  static final int EXTENDED = 201;

  private final int type;
  private final ByteBuffer body;

  /**
   * An answer.
   *
   * @param type its type
   * @param body what follows the id
   */
  Reply(int type, ByteBuffer body) {
    this.type = type;
    this.body = body;
  }

  int type() {
    return type;
  }

  boolean hasMore() {
    return body.hasRemaining();
  }

  int number() throws ProviderException {
    try {
      return body.getInt();
    } catch (BufferUnderflowException e) {
      throw broken("an answer ends too early");
    }
  }

  long longNumber() throws ProviderException {
    try {
      return body.getLong();
    } catch (BufferUnderflowException e) {
      throw broken("an answer ends too early");
    }
  }

  /** A string of bytes, as a part of the answer. */
  ByteBuffer bytes() throws ProviderException {
    int length = number();
    if (length < 0 || length > body.remaining()) {
      throw broken("a string is longer than its answer");
    }
    ByteBuffer part = body.slice(body.position(), length);
    body.position(body.position() + length);
    return part;
  }

  /** A string as text each of whose characters stands for one byte. */
  String raw() throws ProviderException {
    return StandardCharsets.ISO_8859_1.decode(bytes()).toString();
  }

  /** What the server did was no SFTP. */
  static ProviderException broken(String what) {
    return new ProviderException(
        "The SFTP server does not keep to the protocol: " + what,
        "Look at it with the program sftp; perhaps its start-up files print something.");
  }
}
