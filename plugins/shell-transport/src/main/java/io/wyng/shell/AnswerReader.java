package io.wyng.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Reads the answers of a shell, strictly: a line that does not start with the token is refused, and
 * nothing of unknown length is kept in memory. The end of the stream is an {@link EOFException}.
 */
final class AnswerReader {

  /** Longer than any line of an answer: that has a sign for each of some thousand files. */
  private static final int LONGEST_LINE = 64 << 10;

  private static final int LONGEST_GREETING = 64 << 10;

  private final InputStream stream;
  private final String mark;
  private final SilenceWatch watch;
  private final byte[] buffer = new byte[64 << 10];
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private int position;
  private int limit;

  AnswerReader(InputStream stream, String token, SilenceWatch watch) {
    this.stream = stream;
    this.mark = token + " ";
    this.watch = watch;
  }

  /** What was said before the shell began to answer, and its first line. */
  record Greeting(String before, String first) {}

  /**
   * Skips what start-up files and banners say, up to the first line of an answer.
   *
   * @param before takes what was said before, also when there is no such line
   */
  Greeting greeting(StringBuilder before) throws IOException {
    while (before.length() < LONGEST_GREETING) {
      String line;
      try {
        line = new String(lineBytes(LONGEST_GREETING), UTF_8);
      } catch (EOFException e) {
        before.append(unfinished.toString(UTF_8));
        throw e;
      }
      int at = line.indexOf(mark);
      if (at >= 0) {
        return new Greeting(before + line.substring(0, at), line.substring(at + mark.length()));
      }
      before.append(line).append('\n');
    }
    throw ShellFailure.disorder("it greets with more than " + LONGEST_GREETING + " bytes");
  }

  /** A line of an answer, without the token. */
  String line() throws IOException {
    String line = new String(lineBytes(LONGEST_LINE), UTF_8);
    if (!line.startsWith(mark)) {
      throw ShellFailure.disorder("\"" + RemoteText.clean(line) + "\"");
    }
    return line.substring(mark.length());
  }

  /** A line that consists of a number. */
  long number() throws IOException {
    String line = new String(lineBytes(64), UTF_8);
    if (!line.matches("[0-9]{1,18}")) {
      throw ShellFailure.disorder("\"" + RemoteText.clean(line) + "\" instead of a number");
    }
    return Long.parseLong(line);
  }

  /** A line without a token, at most so long. */
  String plainLine(int longest) throws IOException {
    return new String(lineBytes(longest), UTF_8);
  }

  private byte[] lineBytes(int longest) throws IOException {
    ByteArrayOutputStream line = unfinished;
    line.reset();
    while (true) {
      fill();
      int end = position;
      while (end < limit && buffer[end] != '\n') {
        end++;
      }
      line.write(buffer, position, end - position);
      boolean complete = end < limit;
      position = complete ? end + 1 : end;
      if (line.size() > longest) {
        throw ShellFailure.disorder("a line of more than " + longest + " bytes");
      }
      if (complete) {
        return line.toByteArray();
      }
    }
  }

  /** Takes so many bytes into the target. */
  void bytes(ByteBuffer target, int length) throws IOException {
    for (int left = length; left > 0; ) {
      fill();
      int count = Math.min(left, limit - position);
      target.put(buffer, position, count);
      position += count;
      left -= count;
    }
  }

  /** Takes so many bytes away. */
  void skip(long length) throws IOException {
    for (long left = length; left > 0; ) {
      fill();
      int count = (int) Math.min(left, limit - position);
      position += count;
      left -= count;
    }
  }

  private void fill() throws IOException {
    if (position < limit) {
      return;
    }
    try (SilenceWatch.Wait _ = watch.waiting()) {
      int count = stream.read(buffer, 0, buffer.length);
      if (count < 0) {
        throw new EOFException("the answer ended");
      }
      position = 0;
      limit = count;
    }
  }
}
