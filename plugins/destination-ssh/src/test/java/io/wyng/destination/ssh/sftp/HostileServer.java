package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A server in this process that answers whatever a test wants. */
final class HostileServer implements SftpLink {

  /** Makes the answer to a request: a whole packet, or nothing at all. */
  interface Answerer {
    byte[] answer(int type, int id, ByteBuffer body);
  }

  static final byte[] SILENCE = new byte[0];

  private static final int INIT = 1;
  private static final int STATUS = 101;

  private final Answerer answerer;
  private final Duration limit;
  private final List<Integer> asked = Collections.synchronizedList(new ArrayList<>());

  HostileServer(Answerer answerer) {
    this(answerer, Duration.ofMinutes(1));
  }

  HostileServer(Answerer answerer, Duration limit) {
    this.answerer = answerer;
    this.limit = limit;
  }

  /** The types of the requests that came. */
  List<Integer> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  static byte[] packet(int type, int id, Object... fields) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Object field : fields) {
      byte[] bytes =
          switch (field) {
            case Integer number -> ByteBuffer.allocate(4).putInt(number).array();
            case Long number -> ByteBuffer.allocate(8).putLong(number).array();
            case String text -> string(text.getBytes(StandardCharsets.UTF_8));
            case byte[] data -> string(data);
            default -> throw new IllegalArgumentException();
          };
      body.writeBytes(bytes);
    }
    return ByteBuffer.allocate(9 + body.size())
        .putInt(5 + body.size())
        .put((byte) type)
        .putInt(id)
        .put(body.toByteArray())
        .array();
  }

  private static byte[] string(byte[] data) {
    return ByteBuffer.allocate(4 + data.length).putInt(data.length).put(data).array();
  }

  static byte[] status(int id, int code) {
    return packet(STATUS, id, code, "said so", "");
  }

  /** Attributes of a directory. */
  static byte[] directory(int id) {
    return packet(105, id, 4, 0040755);
  }

  /** Attributes of a file. */
  static byte[] file(int id, long size) {
    return packet(105, id, 5, size, 0100644);
  }

  static byte[] handle(int id) {
    return packet(102, id, "handle");
  }

  @Override
  public Server start(OutputStream answers) {
    return new Server() {
      @Override
      public OutputStream requests() {
        return new OutputStream() {
          @Override
          public void write(int single) {
            throw new IllegalStateException("packets come whole");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            ByteBuffer packet = ByteBuffer.wrap(bytes, offset + 4, length - 4);
            int type = packet.get();
            int id = packet.getInt();
            asked.add(type);
            byte[] answer =
                type == INIT
                    ? packet(2, 3, "hardlink@openssh.com", "1", "posix-rename@openssh.com", "1")
                    : answerer.answer(type, id, packet.slice());
            answers.write(answer);
          }
        };
      }

      @Override
      public void whenEnded(Runnable action) {}

      @Override
      public String errors() {
        return "";
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public DestinationFaultException lost(String step) {
    return new DestinationFaultException(DestinationFault.CONNECTION_LOST, "lost " + step, "");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public String farSide() {
    return "hostile:22";
  }

  @Override
  public String user() {
    return "me";
  }

  @Override
  public Duration answerLimit() {
    return limit;
  }
}
