package io.wyng.shell;

import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A way to run commands on the far side: an ssh connection, {@code qvm-run}, {@code kubectl exec}.
 * Used by one thread at a time; one that allows several {@link #uploads} starts commands for
 * several threads at a time.
 */
public interface CommandStarter extends AutoCloseable {

  /**
   * What is reached, in the words of messages: {@code backup@nas.example.org}, {@code the qube
   * vault}.
   *
   * @return a noun phrase
   */
  String farSide();

  /**
   * Starts a command over there.
   *
   * @param command one line of POSIX shell that holds no name from outside: what is variable
   *     travels through the command's input
   * @return the running command, which the caller closes
   * @throws IOException when it cannot be started: a {@link DestinationFaultException} where the
   *     reason is known
   */
  RemoteCommand start(String command) throws IOException;

  /**
   * How many commands an upload may run at a time, where each has a window of its own: on a long
   * line several carry more than one.
   *
   * @return 1 at least; 1 where a further command costs a connection of its own, or a process that
   *     is slow to start
   */
  default int uploads() {
    return 1;
  }

  /**
   * What it means when a command ended before a shell answered, where the way to the far side says
   * so itself: the status 255 of an ssh program, the words of a {@code qvm-run} that knows no such
   * qube.
   *
   * @param exitStatus the exit status, where it is known
   * @param words what was said until then, without control characters
   * @return the reason; empty when it is not known, which is taken for a far side without a shell
   */
  default Optional<DestinationFaultException> explain(OptionalInt exitStatus, String words) {
    return Optional.empty();
  }

  /** Ends the connection, and with it every command that still runs. */
  @Override
  void close() throws IOException;
}
