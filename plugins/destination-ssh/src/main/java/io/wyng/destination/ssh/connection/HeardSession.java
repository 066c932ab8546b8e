package io.wyng.destination.ssh.connection;

import org.apache.sshd.client.ClientFactoryManager;
import org.apache.sshd.client.session.ClientSessionImpl;
import org.apache.sshd.client.session.SessionFactory;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.Readable;

/** A session that knows when something came from the server for the last time. */
final class HeardSession extends ClientSessionImpl {

  private volatile long lastHeard = System.nanoTime();

  private HeardSession(ClientFactoryManager client, IoSession connection) throws Exception {
    super(client, connection);
  }

  @Override
  public void messageReceived(Readable bytes) throws Exception {
    lastHeard = System.nanoTime();
    super.messageReceived(bytes);
  }

  /** How long the server has been silent. */
  long silentNanos() {
    return System.nanoTime() - lastHeard;
  }

  /** Makes such sessions. */
  static final class Factory extends SessionFactory {

    Factory(ClientFactoryManager client) {
      super(client);
    }

    @Override
    protected ClientSessionImpl doCreateSession(IoSession connection) throws Exception {
      return new HeardSession(getClient(), connection);
    }
  }
}
