package io.wyng.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** A command that a program of this machine runs elsewhere. */
final class ProgramCommand implements RemoteCommand {

  private static final Duration END = Duration.ofSeconds(5);

  private final Process process;

  ProgramCommand(Process process) {
    this.process = process;
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public InputStream errors() {
    return process.getErrorStream();
  }

  @Override
  public OptionalInt exitStatus(Duration limit) throws IOException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)
          ? OptionalInt.of(process.exitValue())
          : OptionalInt.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Waiting for a program was interrupted");
    }
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /**
   * What the program started holds its streams open, and is ended too. Its handle is used because
   * {@link Process#destroyForcibly} waits for whoever is blocked in one of the streams.
   */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> below = process.descendants().toList();
    if (process.isAlive()) {
      process.toHandle().destroyForcibly();
    }
    below.forEach(ProcessHandle::destroyForcibly);
    exitStatus(END);
  }
}
