package io.wyng.destination.ssh.sftp;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Bounds what is on its way, in number and in bytes. Something is always let in when nothing is.
 */
final class Window {

  private final int mostAtOnce;
  private final long mostBytes;
  private int count;
  private long bytes;

  Window(int mostAtOnce, long mostBytes) {
    this.mostAtOnce = mostAtOnce;
    this.mostBytes = mostBytes;
  }

  /** Waits until there is room. */
  synchronized void enter(long size) throws IOException {
    try {
      while (count > 0 && (count >= mostAtOnce || bytes + size > mostBytes)) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    count++;
    bytes += size;
  }

  synchronized void leave(long size) {
    count--;
    bytes -= size;
    notifyAll();
  }

  synchronized void awaitEmpty() throws IOException {
    try {
      while (count > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Interrupted while waiting for the server");
  }
}
