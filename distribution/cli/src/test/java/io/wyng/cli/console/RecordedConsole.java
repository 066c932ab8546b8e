package io.wyng.cli.console;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** A console whose streams a test can read. */
public final class RecordedConsole {

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  private final Console console;

  private RecordedConsole(Reader input, boolean inputIsTerminal, boolean errorsAreTerminal) {
    this.console =
        new Console(
            new PrintStream(output, true, StandardCharsets.UTF_8),
            new PrintStream(errors, true, StandardCharsets.UTF_8),
            new BufferedReader(input),
            inputIsTerminal,
            errorsAreTerminal);
  }

  /** No terminal; reading from the input would fail the test. */
  public static RecordedConsole piped() {
    return new RecordedConsole(new UnreadableInput(), false, false);
  }

  /** A terminal for the input, while messages go elsewhere; reading would fail the test. */
  public static RecordedConsole redirected() {
    return new RecordedConsole(new UnreadableInput(), true, false);
  }

  /** A terminal at which somebody types. */
  public static RecordedConsole terminal(String typed) {
    return new RecordedConsole(new StringReader(typed), true, true);
  }

  public Console console() {
    return console;
  }

  public String output() {
    return output.toString(StandardCharsets.UTF_8);
  }

  public String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  private static final class UnreadableInput extends Reader {
    @Override
    public int read(char[] buffer, int offset, int length) {
      throw new AssertionError("the input was read although nobody is there");
    }

    @Override
    public void close() {
      // Nothing is held open.
    }
  }
}
