package io.wyng.destination.ssh;

import io.wyng.destination.ssh.connection.SshConnection;
import io.wyng.destination.ssh.message.Words;
import io.wyng.destination.ssh.sftp.SftpLink;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelSubsystem;

/** Starts the SFTP servers of a connection. */
final class SftpSubsystem implements SftpLink {

  private final SshConnection connection;
  private final Duration answerLimit;

  SftpSubsystem(SshConnection connection, Duration answerLimit) {
    this.connection = connection;
    this.answerLimit = answerLimit;
  }

  @Override
  public Server start(OutputStream answers) throws IOException {
    Errors errors = new Errors();
    ChannelSubsystem channel =
        connection.subsystem(
            "sftp",
            prepared -> {
              prepared.setOut(answers);
              prepared.setErr(errors);
            });
    return new Subsystem(channel, errors);
  }

  /** The beginning of what a server says on its error output. */
  private static final class Errors extends OutputStream {

    private static final int LONGEST = 2000;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();

    @Override
    public void write(int single) {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      beginning.write(bytes, offset, Math.min(length, LONGEST - beginning.size()));
    }

    synchronized String text() {
      return Words.of(beginning.toString(StandardCharsets.UTF_8));
    }
  }

  private record Subsystem(ChannelSubsystem channel, Errors said) implements Server {

    @Override
    public OutputStream requests() {
      return channel.getInvertedIn();
    }

    @Override
    public void whenEnded(Runnable action) {
      channel.addCloseFutureListener(closed -> action.run());
    }

    @Override
    public String errors() {
      return said.text();
    }

    @Override
    public void close() {
      channel.close(false);
    }
  }

  @Override
  public DestinationFaultException lost(String step) {
    return connection.lost(step);
  }

  @Override
  public boolean isOpen() {
    return connection.isOpen();
  }

  @Override
  public String farSide() {
    return connection.host().server();
  }

  @Override
  public String user() {
    return connection.host().user();
  }

  @Override
  public Duration answerLimit() {
    return answerLimit;
  }
}
