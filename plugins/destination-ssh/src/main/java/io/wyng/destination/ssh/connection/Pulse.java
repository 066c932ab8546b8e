package io.wyng.destination.ssh.connection;

import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * Asks a silent server for a sign of life, and ends the session when none comes. Whatever the
 * server sends counts as one: so a slow link that is busy is not taken for a dead one.
 */
final class Pulse implements Runnable {

  private static final int QUESTIONS = 4;
  private static final String REQUEST = "keepalive@openssh.com";

  private final HeardSession session;
  private final Trouble trouble;
  private final Duration silence;

  private Pulse(HeardSession session, Trouble trouble, Duration silence) {
    this.session = session;
    this.trouble = trouble;
    this.silence = silence;
  }

  /** Begins, and goes on until the session ends. */
  static void start(HeardSession session, Trouble trouble, Duration silence) {
    Pulse pulse = new Pulse(session, trouble, silence);
    Thread thread = Thread.ofVirtual().name("ssh-pulse").start(pulse);
    session.addCloseFutureListener(closed -> thread.interrupt());
  }

  @Override
  public void run() {
    Duration interval = silence.dividedBy(QUESTIONS);
    try {
      while (session.isOpen()) {
        Thread.sleep(interval);
        long silent = session.silentNanos();
        if (silent > silence.toNanos()) {
          trouble.note("nothing was heard from the server for " + silence.toSeconds() + " s");
          session.close(true);
        } else if (silent >= interval.toNanos()) {
          // In a thread of its own: while keys are exchanged anew, sending may have to wait.
          Thread.ofVirtual().start(this::ask);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the session has ended
    }
  }

  private void ask() {
    try {
      Buffer question = session.createBuffer(SshConstants.SSH_MSG_GLOBAL_REQUEST);
      question.putString(REQUEST);
      question.putBoolean(true);
      session.request(question, REQUEST, (command, answer) -> {});
    } catch (IOException e) {
      trouble.note(Trouble.text(e));
      session.close(true);
    }
  }
}
