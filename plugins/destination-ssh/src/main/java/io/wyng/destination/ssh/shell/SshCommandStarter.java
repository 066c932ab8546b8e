package io.wyng.destination.ssh.shell;

import io.wyng.destination.ssh.connection.SshConnection;
import io.wyng.shell.CommandStarter;
import io.wyng.shell.RemoteCommand;
import java.io.IOException;

/** Runs commands over an ssh connection, which belongs to somebody else. */
public final class SshCommandStarter implements CommandStarter {

  /** OpenSSH's server has two megabytes under way in each channel, and allows ten of them. */
  private static final int UPLOADS = 4;

  private final SshConnection connection;

  /**
   * A starter.
   *
   * @param connection the connection; not closed from here
   */
  public SshCommandStarter(SshConnection connection) {
    this.connection = connection;
  }

  @Override
  public String farSide() {
    return connection.host().user() + "@" + connection.host().server();
  }

  @Override
  public RemoteCommand start(String command) throws IOException {
    return new SshCommand(connection, connection.execute(command, channel -> {}));
  }

  @Override
  public int uploads() {
    return UPLOADS;
  }

  /** The connection ends with the destination. */
  @Override
  public void close() {}
}
