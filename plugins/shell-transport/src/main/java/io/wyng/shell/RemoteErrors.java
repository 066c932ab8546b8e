package io.wyng.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the standard error output of a shell all the time, and keeps of it what explains a failure:
 * a few lines for each request, which marks in the stream keep apart. Safe for use by several
 * threads.
 */
final class RemoteErrors {

  private static final int FIRST_LINES = 6;
  private static final int LAST_LINES = 3;
  private static final int LONGEST_LINE = 4096;
  private static final int KEPT_REQUESTS = 32;

  private final InputStream stream;
  private final String mark;
  private final Runnable heard;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<String> first = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<Long, String> wordsOfRequests = new LinkedHashMap<>();
  private long lastRequest;
  private boolean ended;

  RemoteErrors(InputStream stream, String token, Runnable heard) {
    this.stream = stream;
    this.mark = token + " ";
    this.heard = heard;
    Thread.ofPlatform().daemon().name("remote errors").start(this::readAll);
  }

  private void readAll() {
    byte[] bytes = new byte[8192];
    try {
      for (int count; (count = stream.read(bytes)) >= 0; ) {
        heard.run();
        take(bytes, count);
      }
    } catch (IOException e) {
      keep("(" + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void take(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        takeLine();
      } else if (line.size() < LONGEST_LINE) {
        line.write(bytes[i]);
      }
    }
  }

  private synchronized void end() {
    takeLine();
    ended = true;
    notifyAll();
  }

  private void takeLine() {
    String text = line.toString(UTF_8);
    line.reset();
    int at = text.indexOf(mark);
    keep(at < 0 ? text : text.substring(0, at));
    if (at >= 0) {
      takeMark(text.substring(at + mark.length()));
    }
  }

  private synchronized void keep(String text) {
    if (text.isBlank()) {
      return;
    }
    if (first.size() < FIRST_LINES) {
      first.add(text);
    } else {
      last.addLast(text);
      if (last.size() > LAST_LINES) {
        last.removeFirst();
      }
    }
  }

  private void takeMark(String text) {
    if (text.matches("end [0-9]{1,18}")) {
      lastRequest = Long.parseLong(text.substring("end ".length()));
      wordsOfRequests.put(lastRequest, words());
      if (wordsOfRequests.size() > KEPT_REQUESTS) {
        wordsOfRequests.remove(wordsOfRequests.keySet().iterator().next());
      }
      first.clear();
      last.clear();
      notifyAll();
    }
  }

  private String words() {
    List<String> lines = new ArrayList<>(first);
    lines.addAll(last);
    return RemoteText.clean(String.join("\n", lines));
  }

  /** Whether there are words since the last request that was answered. */
  synchronized boolean hasWords() {
    return !first.isEmpty();
  }

  /** The words that belong to a request, for whose mark it waits so long. */
  synchronized String wordsOf(long request, Duration patience) throws IOException {
    await(request, patience);
    return wordsOfRequests.getOrDefault(request, words());
  }

  /** The words since the last mark, at the end of the stream, for which it waits so long. */
  synchronized String lastWords(Duration patience) throws IOException {
    await(Long.MAX_VALUE, patience);
    return words();
  }

  private void await(long request, Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (long left; !ended && lastRequest < request; ) {
        left = (deadline - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          return;
        }
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("Waiting for the far side was interrupted");
    }
  }
}
