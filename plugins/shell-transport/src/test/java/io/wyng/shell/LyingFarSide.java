package io.wyng.shell;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A far side that greets as it should, and then answers the first real request with a lie. */
final class LyingFarSide implements CommandStarter {

  /** What is said instead of an answer. */
  interface Lie {
    void tell(String token, OutputStream answers) throws IOException;
  }

  private final String request;
  private final Lie lie;

  /**
   * A far side.
   *
   * @param request the first word of the requests that are answered with the lie
   * @param lie the lie
   */
  LyingFarSide(String request, Lie lie) {
    this.request = request;
    this.lie = lie;
  }

  @Override
  public String farSide() {
    return "the liar";
  }

  @Override
  public RemoteCommand start(String command) throws IOException {
    return new Liar();
  }

  @Override
  public void close() {}

  private final class Liar implements RemoteCommand {

    private final PipedOutputStream input = new PipedOutputStream();
    private final PipedInputStream requests = new PipedInputStream(input, 1 << 16);
    private final PipedOutputStream answers = new PipedOutputStream();
    private final PipedInputStream output = new PipedInputStream(answers, 1 << 16);

    Liar() throws IOException {
      Thread.ofPlatform().daemon().start(this::run);
    }

    private void run() {
      try (requests;
          answers) {
        answer(new BufferedReader(new InputStreamReader(requests, ISO_8859_1)));
      } catch (IOException e) {
        // the other side has had enough of it
      }
    }

    private void answer(BufferedReader reader) throws IOException {
      String token = reader.readLine().substring("token=".length());
      for (String line; (line = reader.readLine()) != null; ) {
        if (line.equals("main && exit")) {
          say(token, "hello GNU tar\n");
        } else if (line.equals("place")) {
          say(token, "device 1\n");
          say(token, "ok\n");
        } else if (line.equals("echo 256")) {
          char[] all = new char[256];
          for (int i = 0; i < all.length; i++) {
            all[i] = (char) reader.read();
          }
          say(token, "bytes 256\n");
          answers.write(new String(all).getBytes(ISO_8859_1));
          say(token, "ok\n");
        } else if (line.equals("links_possible") && !request.equals("links_possible")) {
          say(token, "links yes\n");
          say(token, "ok\n");
        } else if (line.split(" ")[0].equals(request)) {
          lie.tell(token, answers);
          answers.flush();
          return;
        }
      }
    }

    private void say(String token, String text) throws IOException {
      answers.write((token + " " + text).getBytes(ISO_8859_1));
      answers.flush();
    }

    @Override
    public OutputStream input() {
      return input;
    }

    @Override
    public InputStream output() {
      return output;
    }

    @Override
    public InputStream errors() {
      return InputStream.nullInputStream();
    }

    @Override
    public OptionalInt exitStatus(Duration limit) {
      return OptionalInt.empty();
    }

    @Override
    public void close() throws IOException {
      requests.close();
      output.close();
    }
  }
}
