package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what the server says into packets. No more than one packet of the greatest legal size is
 * held. Failures go to the one who takes packets, not to the one who brings bytes.
 */
final class FrameReader extends OutputStream {

  /** What OpenSSH would send at most, and some more. */
  static final int LONGEST_PACKET = 300 * 1024;

  private static final int SHORTEST_PACKET = 5;

  /** Takes packets. */
  interface Taker {
    void take(ByteBuffer packet) throws ProviderException;
  }

  private final Taker taker;
  private final Consumer<IOException> failed;
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
  private @Nullable ByteBuffer packet;
  private boolean broken;

  FrameReader(Taker taker, Consumer<IOException> failed) {
    this.taker = taker;
    this.failed = failed;
  }

  @Override
  public void write(int single) {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) {
    ByteBuffer input = ByteBuffer.wrap(bytes, offset, count);
    try {
      while (input.hasRemaining() && !broken) {
        read(input);
      }
    } catch (ProviderException e) {
      broken = true;
      failed.accept(e);
    }
  }

  private void read(ByteBuffer input) throws ProviderException {
    ByteBuffer current = packet;
    if (current == null) {
      fill(length, input);
      if (!length.hasRemaining()) {
        packet = ByteBuffer.allocate(announced());
        length.clear();
      }
      return;
    }
    fill(current, input);
    if (!current.hasRemaining()) {
      packet = null;
      taker.take(current.flip());
    }
  }

  private static void fill(ByteBuffer target, ByteBuffer input) {
    int count = Math.min(target.remaining(), input.remaining());
    target.put(input.slice(input.position(), count));
    input.position(input.position() + count);
  }

  private int announced() throws ProviderException {
    int announced = length.getInt(0);
    if (announced < SHORTEST_PACKET || announced > LONGEST_PACKET) {
      throw Reply.broken("a packet of " + Integer.toUnsignedString(announced) + " bytes");
    }
    return announced;
  }
}
