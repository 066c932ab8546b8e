package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** A way to start SFTP servers on the far side. Safe for use by threads. */
public interface SftpLink {

  /** A running SFTP server. */
  interface Server extends AutoCloseable {

    /**
     * Where requests go.
     *
     * @return a stream that blocks while the server takes no more
     */
    OutputStream requests();

    /**
     * Asks to be told when the server has ended, or is ended already.
     *
     * @param action what to do then; it does not block
     */
    void whenEnded(Runnable action);

    /**
     * What it has said on its error output.
     *
     * @return words for a message; may be empty
     */
    String errors();

    /** Ends it. */
    @Override
    void close();
  }

  /**
   * Starts a server.
   *
   * @param answers takes what it says; it does not block
   * @return the server
   * @throws IOException when it cannot be started
   */
  Server start(OutputStream answers) throws IOException;

  /**
   * The failure to be thrown when the connection is gone.
   *
   * @param step what was being done
   * @return a failure that says why
   */
  DestinationFaultException lost(String step);

  /**
   * Whether the connection is there: then a server that has ended did so by itself.
   *
   * @return false when it was lost
   */
  boolean isOpen();

  /**
   * The far side in the words of messages.
   *
   * @return {@code host:port}
   */
  String farSide();

  /**
   * Who we are over there.
   *
   * @return the name of the user
   */
  String user();

  /**
   * How long to wait for any answer while there are questions.
   *
   * @return the time
   */
  Duration answerLimit();
}
