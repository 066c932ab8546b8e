package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A buffer in the middle of a larger array, with an array offset, a position and a limit that are
 * all of them odd, and which notices what happens to the bytes around it.
 */
final class GuardedBuffer {

  private static final int BEFORE_SLICE = 5;
  private static final int BEFORE_POSITION = 7;
  private static final int BEHIND_LIMIT = 11;
  private static final int START = BEFORE_SLICE + BEFORE_POSITION;
  private static final byte GUARD = 0x5a;

  private final byte[] array;
  private final byte[] arrayBefore;
  private final ByteBuffer buffer;

  private GuardedBuffer(int length, byte[] content) {
    array = new byte[START + length + BEHIND_LIMIT];
    Arrays.fill(array, GUARD);
    System.arraycopy(content, 0, array, START, content.length);
    arrayBefore = array.clone();
    buffer =
        ByteBuffer.wrap(array)
            .slice(BEFORE_SLICE, array.length - BEFORE_SLICE)
            .limit(BEFORE_POSITION + length)
            .position(BEFORE_POSITION);
  }

  /** A buffer whose remaining bytes are a copy of the content. */
  static GuardedBuffer holding(byte[] content) {
    return new GuardedBuffer(content.length, content);
  }

  /** A buffer with room for so many bytes. */
  static GuardedBuffer withRoomFor(int length) {
    return new GuardedBuffer(length, new byte[0]);
  }

  ByteBuffer buffer() {
    return buffer;
  }

  /** The bytes from where the position was at first to where it is now. */
  byte[] passed() {
    return Arrays.copyOfRange(array, START, BEFORE_SLICE + buffer.position());
  }

  /** All bytes were consumed, and neither they nor those around them were changed. */
  void assertConsumedAndNotModified() {
    assertEquals(buffer.limit(), buffer.position(), "the source's position moves to its limit");
    assertNotModified();
  }

  void assertNotModified() {
    assertArrayEquals(arrayBefore, array, "the source is not modified");
  }

  /** The bytes before the first position and behind the limit are what they were. */
  void assertSurroundingsNotModified() {
    int end = array.length - BEHIND_LIMIT;
    assertArrayEquals(
        Arrays.copyOf(arrayBefore, START), Arrays.copyOf(array, START), "written before position");
    assertArrayEquals(
        Arrays.copyOfRange(arrayBefore, end, array.length),
        Arrays.copyOfRange(array, end, array.length),
        "written behind the limit");
  }
}
