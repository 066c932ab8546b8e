package io.wyng.shell;

import io.wyng.spi.destination.FileChange;
import java.io.IOException;
import java.util.Iterator;

/** Sends changes without waiting for answers. */
final class ChangeStream {

  private final RemoteShell shell;
  private final ChangePool pool;

  ChangeStream(RemoteShell shell, boolean linksPossible) {
    this.shell = shell;
    this.pool = new ChangePool(linksPossible);
  }

  /** Makes the changes; what the iterator throws is thrown when those before it are made. */
  void apply(Iterator<FileChange> changes) throws IOException {
    shell.send("changes");
    RuntimeException failure = null;
    try {
      while (changes.hasNext()) {
        add(changes.next());
      }
    } catch (RuntimeException e) {
      failure = e;
    }
    sendPool();
    shell.send("done");
    shell.expectOk();
    if (failure != null) {
      throw failure;
    }
  }

  private void add(FileChange change) throws IOException {
    if (change instanceof FileChange.Move move && move.from().equals(move.to())) {
      return;
    }
    if (!pool.takes(change)) {
      sendPool();
    }
    pool.add(change);
  }

  private void sendPool() throws IOException {
    if (!pool.isEmpty()) {
      pool.send(shell);
    }
  }
}
