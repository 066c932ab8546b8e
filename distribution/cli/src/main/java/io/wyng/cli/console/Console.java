package io.wyng.cli.console;

import io.wyng.spi.Operator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The three streams of the process. Results go to the output; progress, warnings and questions to
 * the error stream, so that results can be piped.
 *
 * <p>One line at the bottom of a terminal may be rewritten in place; every other line that is
 * written removes it first. Control characters are replaced in everything that is written: names
 * and messages come from archives and far systems, and a terminal obeys what it is sent. Safe for
 * use by several threads.
 */
public final class Console {

  private final PrintStream output;
  private final PrintStream errors;
  private final BufferedReader input;
  private final boolean inputIsTerminal;
  private final boolean errorsAreTerminal;
  private volatile boolean waitingForAnswer;
  private int rewrittenLength;

  /**
   * Joins the streams.
   *
   * @param output takes results
   * @param errors takes everything else
   * @param input gives answers
   * @param inputIsTerminal whether somebody may be there to answer
   * @param errorsAreTerminal whether a line of the error stream can be rewritten
   */
  public Console(
      PrintStream output,
      PrintStream errors,
      BufferedReader input,
      boolean inputIsTerminal,
      boolean errorsAreTerminal) {
    this.output = output;
    this.errors = errors;
    this.input = input;
    this.inputIsTerminal = inputIsTerminal;
    this.errorsAreTerminal = errorsAreTerminal;
  }

  /**
   * Whether {@link #rewrite} does anything.
   *
   * @return true when the error stream is a terminal
   */
  public boolean canRewrite() {
    return errorsAreTerminal;
  }

  /**
   * Writes a result.
   *
   * @param text one or more lines, without the last line end
   */
  public synchronized void print(String text) {
    eraseRewritten();
    output.println(printable(text));
    output.flush();
  }

  /**
   * Writes something that is no result.
   *
   * @param text one or more lines, without the last line end
   */
  public synchronized void printError(String text) {
    eraseRewritten();
    errors.println(printable(text));
    errors.flush();
  }

  /**
   * Writes the line that the next call rewrites. Does nothing without a terminal.
   *
   * @param line short enough for the terminal's width
   */
  public synchronized void rewrite(String line) {
    if (!errorsAreTerminal) {
      return;
    }
    String shown = printable(line);
    errors.print("\r" + shown + " ".repeat(Math.max(0, rewrittenLength - shown.length())));
    errors.flush();
    rewrittenLength = shown.length();
  }

  /**
   * Asks a question and waits for the answer.
   *
   * @param question ending in a question mark
   * @return true only for {@code y} or {@code yes}; false at the end of the input, and at once when
   *     the question cannot be seen or the answer not be typed at a terminal
   */
  public boolean ask(String question) {
    if (!inputIsTerminal || !errorsAreTerminal) {
      return false;
    }
    showQuestion(question);
    waitingForAnswer = true;
    try {
      String answer = input.readLine();
      return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    } catch (IOException unreadable) {
      return false;
    } finally {
      waitingForAnswer = false;
    }
  }

  /**
   * The user, as plugins may ask them for secrets: only at a terminal, and not when nobody is to be
   * asked.
   *
   * @param unattended whether nobody is to be asked
   * @param acceptsNewHostKeys whether the user trusts servers that are met for the first time
   * @return the user
   */
  public Operator operator(boolean unattended, boolean acceptsNewHostKeys) {
    boolean present = !unattended && inputIsTerminal && errorsAreTerminal;
    return new TerminalOperator(this, present, acceptsNewHostKeys);
  }

  /** Runs a question, which may be seen as such by {@link #isWaitingForAnswer}. */
  <T> T whileWaiting(Supplier<T> question) {
    synchronized (this) {
      eraseRewritten();
    }
    waitingForAnswer = true;
    try {
      return question.get();
    } finally {
      waitingForAnswer = false;
    }
  }

  /**
   * Whether the process does nothing but wait for the user.
   *
   * @return true while {@link #ask} waits
   */
  public boolean isWaitingForAnswer() {
    return waitingForAnswer;
  }

  private synchronized void showQuestion(String question) {
    eraseRewritten();
    errors.print(printable(question) + " [y/N] ");
    errors.flush();
  }

  private void eraseRewritten() {
    if (rewrittenLength > 0) {
      errors.print("\r" + " ".repeat(rewrittenLength) + "\r");
      errors.flush();
      rewrittenLength = 0;
    }
  }

  static String printable(String text) {
    return text.replaceAll("[\\p{Cc}&&[^\\n\\t]]", "?");
  }
}
