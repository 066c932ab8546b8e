package io.wyng.shell;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A shell that runs on the far side and answers requests, one after the other. Requests may be
 * written by one thread while another one reads the answers.
 */
final class RemoteShell implements AutoCloseable {

  /** How long the last words may take that belong to a failure which is known already. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** How long to wait for them when somebody over there still holds the stream. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private static final int WRITE_BYTES = 64 << 10;

  private final RemoteCommand command;
  private final SilenceWatch watch;
  private final RemoteErrors errors;
  private final AnswerReader answers;
  private long answered;
  private volatile @Nullable ShellFailure end;

  RemoteShell(RemoteCommand command, String token, Duration silenceLimit) {
    this.command = command;
    this.watch = new SilenceWatch(silenceLimit, command);
    this.errors = new RemoteErrors(command.errors(), token, watch::heard);
    this.answers = new AnswerReader(command.output(), token, watch);
  }

  /** Something that uses the streams. */
  @FunctionalInterface
  private interface Use<T> {
    T run() throws IOException;
  }

  /** What the answers consist of, for who reads more than lines. */
  interface Reading<T> {
    T from(AnswerReader answers) throws IOException;
  }

  /** Sends a request line and what follows it. */
  void send(String line, byte[]... parts) throws IOException {
    write((line + "\n").getBytes(US_ASCII));
    for (byte[] part : parts) {
      write(part);
    }
    flush();
  }

  void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    OutputStream input = command.input();
    for (int done = 0; done < length; done += WRITE_BYTES) {
      int start = done;
      use(() -> {
        input.write(bytes, offset + start, Math.min(WRITE_BYTES, length - start));
        return true;
      });
    }
  }

  void flush() throws IOException {
    use(() -> {
      command.input().flush();
      return true;
    });
  }

  private <T> T use(Use<T> action) throws IOException {
    ShellFailure known = end;
    if (known != null) {
      throw known;
    }
    try (SilenceWatch.Wait _ = watch.waiting()) {
      return action.run();
    } catch (ShellFailure e) {
      end = e;
      throw e;
    } catch (IOException e) {
      throw lost(e);
    }
  }

  /** Reads a part of an answer. */
  <T> T read(Reading<T> reading) throws IOException {
    return use(() -> reading.from(answers));
  }

  /** The next line of an answer; when it is the outcome "failed", that is thrown. */
  String line() throws IOException {
    String line = read(AnswerReader::line);
    if (line.equals("failed")) {
      answered++;
      throw ShellFailure.refused(errors.wordsOf(answered, PATIENCE));
    }
    return line;
  }

  /** To be called when a line was the outcome of a request. */
  void wasOutcome() {
    answered++;
  }

  /** Reads the outcome, which is "ok" or a failure. */
  void expectOk() throws IOException {
    String line = line();
    if (!line.equals("ok")) {
      throw broken("\"" + RemoteText.clean(line) + "\"");
    }
    answered++;
  }

  /** The words of the request that was answered last. */
  String words() throws IOException {
    return errors.wordsOf(answered, PATIENCE);
  }

  /** Whether there are words of a request that is not answered yet. */
  boolean hasWords() {
    return errors.hasWords();
  }

  /** Gives this shell up because of a wrong answer. */
  ShellFailure broken(String what) {
    ShellFailure failure = ShellFailure.disorder(what);
    end = failure;
    return failure;
  }

  /** Whether it cannot be used any more. */
  boolean isBroken() {
    return end != null;
  }

  private ShellFailure lost(IOException cause) throws IOException {
    boolean silent = watch.hasExpired();
    if (!silent && cause instanceof DestinationFaultException known) {
      ShellFailure failure = ShellFailure.known(known);
      end = failure;
      return failure;
    }
    String words = errors.lastWords(silent ? Duration.ZERO : LAST_WORDS);
    String reason =
        silent
            ? "nothing was heard for " + inWords(watch.limit())
            : "the connection ended" + status();
    ShellFailure failure = ShellFailure.lost(reason, words, cause);
    end = failure;
    return failure;
  }

  private static String inWords(Duration time) {
    return time.toSeconds() >= 120 ? time.toMinutes() + " minutes" : time.toSeconds() + " seconds";
  }

  private String status() throws IOException {
    OptionalInt status = command.exitStatus(PATIENCE);
    return status.isPresent() ? " (exit status " + status.getAsInt() + ")" : "";
  }

  /**
   * Sends the script, waits until the shell answers, and returns what it says about itself. Not a
   * byte follows the script before.
   */
  String greet(byte[] script, CommandStarter starter) throws IOException {
    StringBuilder before = new StringBuilder();
    sendScript(script);
    AnswerReader.Greeting greeting;
    try {
      greeting = read(reader -> reader.greeting(before));
    } catch (ShellFailure e) {
      throw watch.hasExpired() ? e : noShell(starter, before.toString());
    }
    String first = greeting.first();
    if (first.startsWith("lacks ")) {
      throw new NoShellException(
          "The shell of " + starter.farSide() + " lacks " + RemoteText.clean(first.substring(6)),
          "Install coreutils (or busybox) and tar there.");
    }
    if (!first.matches("hello [A-Za-z ]{1,20}")) {
      throw new NoShellException(
          "Between here and the shell of "
              + starter.farSide()
              + " something changes the bytes that pass, a terminal for instance: \""
              + RemoteText.clean(first)
              + "\"",
          "Let commands run there without a terminal.");
    }
    return first.substring("hello ".length());
  }

  private void sendScript(byte[] script) throws IOException {
    try {
      write(script);
      flush();
    } catch (ShellFailure e) {
      if (watch.hasExpired()) {
        throw e;
      }
      end = null; // what takes no script may still say why
    }
  }

  private IOException noShell(CommandStarter starter, String said) throws IOException {
    String words = RemoteText.clean(errors.lastWords(PATIENCE) + "\n" + said);
    OptionalInt status = command.exitStatus(PATIENCE);
    DestinationFaultException known = starter.explain(status, words).orElse(null);
    if (known != null) {
      return known;
    }
    String reason =
        (status.isPresent() ? " (exit status " + status.getAsInt() + ")" : "")
            + (words.isEmpty() ? "" : ": " + words);
    return new NoShellException(
        "No POSIX shell answers on " + starter.farSide() + reason,
        "Give the user there a shell that can run commands.");
  }

  /** Ends the shell in the middle of what it does. */
  void discard() throws IOException {
    if (end == null) {
      end = ShellFailure.lost("the connection was closed", "", null);
    }
    watch.close();
    command.close();
  }

  /** Lets an idle shell end by itself, for a moment. */
  @Override
  public void close() throws IOException {
    if (end == null && !watch.hasExpired()) {
      try {
        command.input().close();
        command.exitStatus(PATIENCE);
      } finally {
        discard();
      }
    } else {
      discard();
    }
  }
}
