package io.wyng.destination.ssh.shell;

import io.wyng.destination.ssh.connection.SshConnection;
import io.wyng.shell.RemoteCommand;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** A command that runs in a channel of the connection. */
final class SshCommand implements RemoteCommand {

  private static final int SIGNAL_BASE = 128;

  /** The signals of RFC 4254, section 6.10, at the places of their numbers in POSIX or Linux. */
  private static final List<String> SIGNALS =
      List.of(
          "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
          "USR2", "PIPE", "ALRM", "TERM");

  private final SshConnection connection;
  private final ChannelExec channel;
  private final InputStream output;
  private final OutputStream input;

  SshCommand(SshConnection connection, ChannelExec channel) {
    this.connection = connection;
    this.channel = channel;
    this.output = new Output(channel.getInvertedOut());
    this.input = new Input(channel.getInvertedIn());
  }

  /** Every byte goes on its way at once; a failure says what became of the connection. */
  private final class Input extends FilterOutputStream {

    Input(OutputStream target) {
      super(target);
    }

    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
        out.flush();
      } catch (IOException e) {
        throw explained(e);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        out.close();
      } catch (IOException e) {
        throw explained(e);
      }
    }
  }

  /** Its end is the end of the command, and not the loss of the connection. */
  private final class Output extends FilterInputStream {

    Output(InputStream source) {
      super(source);
    }

    @Override
    public int read() throws IOException {
      byte[] single = new byte[1];
      return read(single, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(single[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count;
      try {
        count = super.read(target, offset, length);
      } catch (IOException e) {
        throw explained(e);
      }
      if (count < 0 && !connection.isOpen()) {
        throw connection.lost("while a command ran there");
      }
      return count;
    }
  }

  private IOException explained(IOException failure) {
    return connection.isOpen() ? failure : connection.lost("while a command ran there");
  }

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public InputStream output() {
    return output;
  }

  @Override
  public InputStream errors() {
    return channel.getInvertedErr();
  }

  @Override
  public OptionalInt exitStatus(Duration limit) {
    channel.waitFor(
        EnumSet.of(
            ClientChannelEvent.EXIT_STATUS,
            ClientChannelEvent.EXIT_SIGNAL,
            ClientChannelEvent.CLOSED),
        limit);
    Integer status = channel.getExitStatus();
    String signal = channel.getExitSignal();
    if (status != null) {
      return OptionalInt.of(status);
    }
    return signal == null
        ? OptionalInt.empty()
        : OptionalInt.of(SIGNAL_BASE + Math.max(0, SIGNALS.indexOf(signal)));
  }

  @Override
  public void close() {
    channel.close(false);
  }
}
