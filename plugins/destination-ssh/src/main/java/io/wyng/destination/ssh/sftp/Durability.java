package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes directories durable: what a file system promises about a new name it promises only after an
 * fsync of the directory. Files are forced before they are closed, by those who write them.
 *
 * <p>Where the server has no fsync nothing can be done, and nothing is.
 */
final class Durability {

  private static final int AT_ONCE = 64;

  private final Sftp sftp;
  private final RemoteTree tree;
  private final Unsynced unsynced;

  Durability(Sftp sftp, RemoteTree tree, Unsynced unsynced) {
    this.sftp = sftp;
    this.tree = tree;
    this.unsynced = unsynced;
  }

  /** Makes every directory durable in which something was changed. */
  void sync() throws IOException {
    Set<ArchivePath> inTime = tree.known().all();
    Set<ArchivePath> changed = unsynced.take();
    try {
      Deque<CompletableFuture<Void>> begun = new ArrayDeque<>();
      if (changed.contains(ArchivePath.ROOT)) {
        for (String directory : tree.wayToRoot()) {
          begun.add(force(directory));
        }
      }
      for (ArchivePath directory : changed) {
        begun.add(force(tree.resolve(directory)));
        if (begun.size() > AT_ONCE) {
          Waiting.await(begun.remove());
        }
      }
      for (CompletableFuture<Void> one : begun) {
        Waiting.await(one);
      }
      tree.known().areDurable(inTime);
    } catch (IOException e) {
      changed.forEach(unsynced::add);
      throw e;
    }
  }

  /** Makes sure that a power cut cannot take away a directory of the archive. */
  void makeDurable(ArchivePath directory) throws IOException {
    Deque<CompletableFuture<Void>> begun = new ArrayDeque<>();
    Deque<ArchivePath> way = new ArrayDeque<>();
    ArchivePath step = directory;
    while (!tree.known().isDurable(step)) {
      way.push(step);
      if (step.equals(ArchivePath.ROOT)) {
        tree.wayToRoot()
            .subList(0, tree.wayToRoot().size() - 1)
            .forEach(above -> begun.add(force(above)));
        break;
      }
      step = step.parent();
      begun.add(force(tree.resolve(step)));
    }
    for (CompletableFuture<Void> one : begun) {
      Waiting.await(one);
    }
    way.forEach(tree.known()::addDurable);
  }

  /** Makes the names in a directory durable. */
  CompletableFuture<Void> force(String directory) {
    if (!sftp.extensions().has(Extensions.FSYNC)) {
      return CompletableFuture.completedFuture(null);
    }
    return sftp.open(directory, Sftp.READ)
        .thenCompose(handle -> {
          CompletableFuture<Void> forced = sftp.fsync(handle);
          return CompletableFuture.allOf(forced, sftp.close(handle));
        })
        .exceptionallyCompose(failure ->
            // What is gone needs nothing; what we may not read was not made by us.
            isHarmless(failure)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(failure));
  }

  private static boolean isHarmless(Throwable failure) {
    return Waiting.unwrapped(failure) instanceof StatusException status
        && (status.isMissing() || status.code() == StatusException.PERMISSION_DENIED);
  }
}
