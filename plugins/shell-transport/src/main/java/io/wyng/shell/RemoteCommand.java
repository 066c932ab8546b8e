package io.wyng.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A command that runs on the far side. Each of its streams may be used by a thread of its own. */
public interface RemoteCommand extends AutoCloseable {

  /**
   * Its standard input; closing it is the end of the input. Writing blocks while the far side does
   * not take more, and fails when the command or the connection ended.
   *
   * @return the stream, buffered by nobody
   */
  OutputStream input();

  /**
   * Its standard output. Reading blocks, and gives the end of the stream when the command ended.
   *
   * @return the stream
   */
  InputStream output();

  /**
   * Its standard error output.
   *
   * @return the stream
   */
  InputStream errors();

  /**
   * Waits for its end.
   *
   * @param limit how long to wait
   * @return its exit status, 128 and more for a signal; empty when it still runs, or when the
   *     connection ended and it is not known
   * @throws IOException when waiting was interrupted
   */
  OptionalInt exitStatus(Duration limit) throws IOException;

  /** Ends it by force when it still runs; blocked readers and writers return. */
  @Override
  void close() throws IOException;
}
