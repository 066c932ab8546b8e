package io.wyng.destination.ssh.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A request on its way, in the form of draft-ietf-secsh-filexfer-02. */
final class Request {

  private static final int HEADER_BYTES = 9;
  private static final int LENGTH_BYTES = 4;
  private static final int ID_POSITION = 5;

  private byte[] bytes;
  private int size = HEADER_BYTES;

  /**
   * An empty request.
   *
   * @param type its type
   * @param expectedBytes about how much will be put into it
   */
  Request(int type, int expectedBytes) {
    bytes = new byte[HEADER_BYTES + expectedBytes];
    bytes[LENGTH_BYTES] = (byte) type;
  }

  Request(int type) {
    this(type, 128);
  }

  private ByteBuffer room(int count) {
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + count, 2 * bytes.length));
    }
    ByteBuffer room = ByteBuffer.wrap(bytes, size, count);
    size += count;
    return room;
  }

  Request number(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  Request longNumber(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  Request string(byte[] value) {
    return string(ByteBuffer.wrap(value));
  }

  Request string(ByteBuffer value) {
    room(Integer.BYTES + value.remaining()).putInt(value.remaining()).put(value);
    return this;
  }

  /** Puts text each of whose characters stands for one byte. */
  Request string(String raw) {
    return string(raw.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The finished packet. */
  ByteBuffer packet(int id) {
    ByteBuffer packet = ByteBuffer.wrap(bytes, 0, size);
    packet.putInt(0, size - LENGTH_BYTES);
    packet.putInt(ID_POSITION, id);
    return packet;
  }

  /** The finished packet of the one request without an id, which has a version in its place. */
  static ByteBuffer greeting(int type, int version) {
    return new Request(type, 0).packet(version);
  }
}
