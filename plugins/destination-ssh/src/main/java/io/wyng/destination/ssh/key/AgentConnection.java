package io.wyng.destination.ssh.key;

import io.wyng.spi.ProviderException;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A conversation with an ssh agent: one request, one answer, as RFC 9987 describes it. An agent
 * that does not answer in time, because its own connection is dead, is given up.
 */
final class AgentConnection implements AutoCloseable {

  /** More than an agent with hundreds of keys has to say. */
  private static final int LONGEST_ANSWER = 1 << 20;

  private final Path socket;
  private final SocketChannel channel;

  private final Thread alarm;

  private AgentConnection(Path socket, SocketChannel channel, Duration limit) {
    this.socket = socket;
    this.channel = channel;
    this.alarm = Thread.ofVirtual().name("ssh-agent-alarm").start(() -> giveUpAfter(limit));
  }

  static AgentConnection open(Path socket, Duration limit) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    return new AgentConnection(socket, channel, limit);
  }

  private void giveUpAfter(Duration limit) {
    try {
      Thread.sleep(limit);
      channel.close();
    } catch (InterruptedException | IOException e) {
      Thread.currentThread().interrupt(); // the conversation has ended
    }
  }

  /**
   * Asks something.
   *
   * @param request the message without its length
   * @param expected the type that the answer has to have
   * @return what follows the type in the answer
   */
  Buffer ask(Buffer request, int expected) throws IOException {
    ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + request.available());
    message.putInt(request.available());
    message.put(request.array(), request.rpos(), request.available());
    message.flip();
    while (message.hasRemaining()) {
      channel.write(message);
    }
    int length = read(Integer.BYTES).getInt();
    if (length < 1 || length > LONGEST_ANSWER) {
      throw unusable("an answer of " + length + " bytes");
    }
    Buffer answer = new ByteArrayBuffer(read(length).array());
    int type = answer.getUByte();
    if (type != expected) {
      throw unusable("answer " + type + " where " + expected + " was expected");
    }
    return answer;
  }

  private ByteBuffer read(int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new EOFException("The ssh agent at " + socket + " ended the conversation");
      }
    }
    return bytes.flip();
  }

  private ProviderException unusable(String what) {
    return new ProviderException(
        "The ssh agent at " + socket + " does not do what is asked: " + what,
        "Look whether it is locked, or asks for a confirmation (ssh-add -l).");
  }

  @Override
  public void close() throws IOException {
    alarm.interrupt();
    channel.close();
  }
}
