package io.wyng.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Sends a stream in frames of known length, each with the names of the directories that must be
 * looked at before its bytes are used.
 */
final class FrameStream extends OutputStream {

  /** Each frame costs a process over there, which should be worth it. */
  private static final int FRAME_BYTES = 1 << 20;

  private static final int BLOCK_BYTES = 64 << 10;

  private final RemoteShell shell;
  private final byte[] frame = new byte[FRAME_BYTES];
  private final NameBatch names = new NameBatch();
  private int length;

  FrameStream(RemoteShell shell) {
    this.shell = shell;
  }

  /** Sends a name in front of the bytes that are written from here on. */
  void announce(String name) throws IOException {
    if (!names.hasRoomFor(name)) {
      send();
    }
    names.add(name);
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    for (int done = 0; done < count; ) {
      if (length == frame.length) {
        send();
      }
      int part = Math.min(count - done, frame.length - length);
      System.arraycopy(bytes, offset + done, frame, length, part);
      length += part;
      done += part;
    }
  }

  /** Sends what was not sent yet. */
  void send() throws IOException {
    if (!names.isEmpty()) {
      byte[] block = names.bytes();
      names.clear();
      shell.send("names " + block.length, block);
    }
    int blocks = length / BLOCK_BYTES;
    int rest = length % BLOCK_BYTES;
    if (blocks > 0) {
      shell.write(("data " + BLOCK_BYTES + " " + blocks + "\n").getBytes(US_ASCII));
      shell.write(frame, 0, blocks * BLOCK_BYTES);
    }
    if (rest > 0) {
      shell.write(("data " + rest + " 1\n").getBytes(US_ASCII));
      shell.write(frame, blocks * BLOCK_BYTES, rest);
    }
    shell.flush();
    length = 0;
  }

  /** Forgets what was not sent yet. */
  void forget() {
    names.clear();
    length = 0;
  }
}
