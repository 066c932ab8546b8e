package io.wyng.it.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A line to a server of this machine, as long and as narrow as it is told to be. Every byte arrives
 * half a round trip after it was sent, and no sooner than the rate allows; as much may be on its
 * way as a tuned TCP connection allows. It breaks when it is told to.
 */
public final class DelayProxy implements AutoCloseable {

  private static final int ON_THE_WAY_BYTES = 16 << 20;
  private static final int PIECE_BYTES = 64 << 10;

  private final int serverPort;
  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong answered = new AtomicLong();
  private volatile long lastAnswered = Long.MAX_VALUE;
  private volatile long delayNanos;
  private volatile double bytesPerNano = Double.POSITIVE_INFINITY;

  private DelayProxy(int serverPort, ServerSocket socket) {
    this.serverPort = serverPort;
    this.socket = socket;
  }

  /** Starts a line to a port of this machine, short and wide. */
  public static DelayProxy to(int port) throws IOException {
    DelayProxy proxy =
        new DelayProxy(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  /** Where clients connect. */
  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Makes it another line, for connections to come.
   *
   * @param roundTrip how long a byte and the answer to it take
   * @param bytesPerSecond in each direction; 0 for as fast as may be
   */
  public void become(Duration roundTrip, long bytesPerSecond) {
    delayNanos = roundTrip.toNanos() / 2;
    bytesPerNano = bytesPerSecond == 0 ? Double.POSITIVE_INFINITY : bytesPerSecond / 1e9;
  }

  /** How many bytes of answers have come from the server. */
  public long answeredBytes() {
    return answered.get();
  }

  /**
   * Breaks all connections, also those to come, when so many more bytes of answers have passed.
   *
   * @param bytes how many; {@link Long#MAX_VALUE} for never
   */
  public void breakAfter(long bytes) {
    long now = answered.get();
    lastAnswered = bytes > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + bytes;
  }

  /** How many of these bytes of an answer may pass. */
  private int passing(int bytes) {
    long after = answered.addAndGet(bytes);
    return Math.clamp(lastAnswered - (after - bytes), 0, bytes);
  }

  private void breakConnections() {
    for (Socket one : open) {
      try {
        one.close();
      } catch (IOException e) {
        throw new IllegalStateException("a connection cannot be broken", e);
      }
    }
    open.clear();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Socket server = new Socket();
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(client);
        open.add(server);
        new Direction(client, server, false).start();
        new Direction(server, client, true).start();
      }
    } catch (IOException e) {
      close(); // Whoever waits for this line notices.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a listening socket cannot be closed", e);
    }
  }

  private record Piece(byte[] bytes, long arrival) {}

  private final class Direction {

    private final Socket from;
    private final Socket to;
    private final boolean answers;
    private final long delay = delayNanos;
    private final double rate = bytesPerNano;
    private final Queue<Piece> onTheWay = new ArrayDeque<>();
    private long bytesOnTheWay;
    private boolean ended;

    Direction(Socket from, Socket to, boolean answers) {
      this.from = from;
      this.to = to;
      this.answers = answers;
    }

    void start() {
      Thread.ofVirtual().start(this::take);
      Thread.ofVirtual().start(this::deliver);
    }

    private void take() {
      long free = System.nanoTime();
      try (InputStream in = from.getInputStream()) {
        byte[] buffer = new byte[PIECE_BYTES];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          free = Math.max(free, System.nanoTime()) + (long) (count / rate);
          put(new Piece(Arrays.copyOf(buffer, count), free + delay));
        }
      } catch (IOException | InterruptedException e) {
        // The other end is told in the same way as of an orderly end.
      } finally {
        end();
      }
    }

    private synchronized void put(Piece piece) throws InterruptedException {
      while (bytesOnTheWay > ON_THE_WAY_BYTES) {
        wait();
      }
      onTheWay.add(piece);
      bytesOnTheWay += piece.bytes.length;
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    private synchronized Piece next() throws InterruptedException {
      while (onTheWay.isEmpty() && !ended) {
        wait();
      }
      Piece piece = onTheWay.poll();
      if (piece != null) {
        bytesOnTheWay -= piece.bytes.length;
      }
      notifyAll();
      return piece;
    }

    private void deliver() {
      try (OutputStream out = to.getOutputStream()) {
        for (Piece piece = next(); piece != null; piece = next()) {
          Thread.sleep(Duration.ofNanos(Math.max(0, piece.arrival - System.nanoTime())));
          int passing = answers ? passing(piece.bytes.length) : piece.bytes.length;
          out.write(piece.bytes, 0, passing);
          if (passing < piece.bytes.length) {
            breakConnections();
          }
        }
      } catch (IOException | InterruptedException e) {
        end(); // Nobody is there any more to deliver to.
      }
    }
  }
}
