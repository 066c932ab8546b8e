package io.wyng.source.lvmthin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program, from its start to its end.
 *
 * <p>What the program writes is pumped by threads of its own, because a thread that reads from a
 * process itself cannot be interrupted; and so that neither stream fills up while nobody reads it.
 */
final class ProgramRun {

  private static final int PIPE_BYTES = 128 << 10;
  private static final int ERROR_LIMIT = 16 << 10;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final String program;
  private final Process process;
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  ProgramRun(String program, Process process) {
    this.program = program;
    this.process = process;
  }

  /** Lets the calling thread read the output, and waits for the end. */
  ProgramResult finish(Programs.OutputReader reader) throws IOException {
    try (PipedInputStream output = new PipedInputStream(PIPE_BYTES)) {
      PipedOutputStream pipe = new PipedOutputStream(output);
      Thread.startVirtualThread(() -> pump(process.getInputStream(), pipe));
      Thread errorPump =
          Thread.startVirtualThread(() -> pump(process.getErrorStream(), new Complaints()));
      IOException refusal = read(reader, output);
      int status = process.waitFor();
      // A daemon that the program started may hold on to its standard error for ever.
      errorPump.join(PATIENCE);
      ProgramResult result = new ProgramResult(program, status, "", complaints());
      if (refusal == null) {
        return result;
      }
      throw status == 0 ? refusal : result.failure("Nothing came of running " + program, "");
    } catch (InterruptedException | InterruptedIOException e) {
      kill();
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("Interrupted while " + program + " was running");
      interrupted.initCause(e);
      throw interrupted;
    } catch (RuntimeException | Error e) {
      kill();
      throw e;
    }
  }

  private static @Nullable IOException read(Programs.OutputReader reader, PipedInputStream output)
      throws InterruptedIOException {
    try (output) {
      reader.read(output);
      return null;
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return e;
    }
  }

  /** Asks first, because LVM finishes what must not be left half done, and then insists. */
  private void kill() {
    boolean interrupted = Thread.interrupted();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Copies until the end; when nobody takes the copy any more it goes on, so that the program can.
   */
  private static boolean pump(InputStream from, OutputStream to) {
    byte[] buffer = new byte[64 << 10];
    boolean taken = true;
    try (from;
        to) {
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        taken = taken && copy(buffer, count, to);
      }
      return taken;
    } catch (IOException e) {
      // The stream of a program that was killed; nobody is interested in the rest.
      return false;
    }
  }

  private static boolean copy(byte[] buffer, int count, OutputStream to) {
    try {
      to.write(buffer, 0, count);
      to.flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private String complaints() {
    synchronized (errors) {
      return errors.toString(StandardCharsets.UTF_8);
    }
  }

  /** Keeps the beginning of standard error. */
  private final class Complaints extends OutputStream {

    @Override
    public void write(int oneByte) {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      synchronized (errors) {
        errors.write(bytes, offset, Math.min(length, ERROR_LIMIT - errors.size()));
      }
    }
  }
}
