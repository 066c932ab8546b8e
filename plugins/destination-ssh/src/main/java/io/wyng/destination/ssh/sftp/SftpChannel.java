package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with one SFTP server in which any number of requests may be open. Answers complete
 * futures in the thread that brings them, so what depends on them must not block.
 *
 * <p>Who sends requests bounds their number; here nothing else is kept, and an answer to a question
 * that was not asked ends the conversation.
 */
final class SftpChannel implements AutoCloseable {

  private static final int GREETING = 1;
  private static final int LOOKS_PER_LIMIT = 4;

  private final SftpLink link;
  private final SftpLink.Server server;
  private final CompletableFuture<Reply> version = new CompletableFuture<>();
  private final Map<Integer, CompletableFuture<Reply>> open = new ConcurrentHashMap<>();
  private final BlockingQueue<ByteBuffer> outgoing = new LinkedBlockingQueue<>();
  private final AtomicInteger nextId = new AtomicInteger();
  private final AtomicReference<@Nullable IOException> failure = new AtomicReference<>();
  private final Thread writer;
  private final Thread watch;
  private volatile long lastAnswer = System.nanoTime();

  private SftpChannel(SftpLink link) throws IOException {
    this.link = link;
    this.server = link.start(new FrameReader(this::take, this::fail));
    this.writer = Thread.ofVirtual().name("sftp-writer").unstarted(this::write);
    this.watch = Thread.ofVirtual().name("sftp-watch").unstarted(this::watch);
  }

  static SftpChannel open(SftpLink link) throws IOException {
    SftpChannel channel = new SftpChannel(link);
    channel.server.whenEnded(() -> channel.fail(channel.ended()));
    channel.writer.start();
    channel.watch.start();
    return channel;
  }

  /** Says hello; the answer has the version and the extensions. */
  CompletableFuture<Reply> greet(int ourVersion) {
    outgoing.add(Request.greeting(GREETING, ourVersion));
    return version;
  }

  /** Sends a request. */
  CompletableFuture<Reply> send(Request request) {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    int id = nextId.incrementAndGet();
    if (open.isEmpty()) {
      lastAnswer = System.nanoTime();
    }
    open.put(id, answer);
    outgoing.add(request.packet(id));
    IOException broken = failure.get();
    if (broken != null && open.remove(id) != null) {
      answer.completeExceptionally(broken);
    }
    return answer;
  }

  private void take(ByteBuffer packet) throws ProviderException {
    lastAnswer = System.nanoTime();
    int type = Byte.toUnsignedInt(packet.get());
    if (type == Reply.VERSION && !version.isDone()) {
      version.complete(new Reply(type, packet));
      return;
    }
    CompletableFuture<Reply> answer = open.remove(packet.getInt());
    if (answer == null) {
      throw Reply.broken("an answer to a question that was not asked");
    }
    answer.complete(new Reply(type, packet));
  }

  private void write() {
    OutputStream requests = server.requests();
    try {
      while (failure.get() == null) {
        ByteBuffer packet = outgoing.take();
        requests.write(packet.array(), packet.arrayOffset(), packet.limit());
        if (outgoing.isEmpty()) {
          requests.flush();
        }
      }
    } catch (IOException e) {
      fail(ended());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  /** The server may live and yet never answer: then nobody should wait for ever. */
  private void watch() {
    Duration limit = link.answerLimit();
    try {
      while (failure.get() == null) {
        Thread.sleep(limit.dividedBy(LOOKS_PER_LIMIT));
        boolean asked = !open.isEmpty() || !version.isDone();
        if (asked && System.nanoTime() - lastAnswer > limit.toNanos()) {
          fail(
              new LostException(
                  "the SFTP server has not answered for " + limit.toSeconds() + " s"));
          server.close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private LostException ended() {
    String errors = server.errors();
    return new LostException(
        "the SFTP server has ended" + (errors.isEmpty() ? "" : " and said: " + errors));
  }

  private void fail(IOException reason) {
    if (failure.compareAndSet(null, reason)) {
      writer.interrupt();
      watch.interrupt();
      version.completeExceptionally(reason);
      open.keySet()
          .forEach(id -> {
            CompletableFuture<Reply> answer = open.remove(id);
            if (answer != null) {
              answer.completeExceptionally(reason);
            }
          });
      outgoing.clear();
    }
  }

  boolean isOpen() {
    return failure.get() == null;
  }

  @Override
  public void close() {
    fail(new LostException("the connection is closed"));
    server.close();
  }
}
