package io.wyng.destination.ssh.connection;

import io.wyng.destination.ssh.message.Words;
import java.util.Objects;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** Remembers the first thing that went wrong with a session: what comes after it explains less. */
final class Trouble implements SessionListener {

  private @Nullable String first;
  private boolean negotiation;

  /** Notes why we end the session ourselves. */
  synchronized void note(String reason) {
    if (first == null) {
      first = reason;
    }
  }

  @Override
  public void sessionException(Session session, Throwable failure) {
    note(text(failure));
  }

  @Override
  public void sessionDisconnect(
      Session session, int reason, String message, String language, boolean initiator) {
    synchronized (this) {
      negotiation |= reason == SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED;
    }
    note(
        (initiator ? "" : "the server said: ") + Words.of(Objects.requireNonNullElse(message, "")));
  }

  /** In words, without a full stop. */
  synchronized String text() {
    return first == null ? "the server ended the connection" : first;
  }

  /** Whether the two sides found no way to talk to each other. */
  synchronized boolean isNegotiation() {
    return negotiation || text().contains("negotiate");
  }

  /** What an exception says, or what it is. */
  static String text(Throwable failure) {
    Throwable cause = failure;
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : Words.of(message);
  }
}
