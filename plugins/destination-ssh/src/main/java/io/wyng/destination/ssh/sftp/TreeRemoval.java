package io.wyng.destination.ssh.sftp;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a directory with all that is in it: some directories are listed at a time, their files
 * deleted meanwhile, and the directories at the end, the deepest first. Links are deleted, not
 * followed.
 */
final class TreeRemoval {

  private static final int DIRECTORIES_AT_ONCE = 64;
  private static final int REMOVALS_AT_ONCE = 8192;

  /** A listing may miss entries while others are deleted: then the directory is listed again. */
  private static final int MOST_PASSES = 10;

  private final Sftp sftp;
  private final Window window = new Window(REMOVALS_AT_ONCE, Long.MAX_VALUE);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  TreeRemoval(Sftp sftp) {
    this.sftp = sftp;
  }

  void remove(String directory) throws IOException {
    List<String> left = List.of(directory);
    for (int pass = 1; !left.isEmpty(); pass++) {
      List<String> found = removeFiles(left);
      left = removeDirectories(found, pass == MOST_PASSES);
    }
  }

  /** Deletes the files of directories and of those below; gives them all, parents first. */
  private List<String> removeFiles(List<String> directories) throws IOException {
    List<String> found = new ArrayList<>(directories);
    Deque<String> pending = new ArrayDeque<>(directories);
    while (!pending.isEmpty()) {
      List<Listing> listings = new ArrayList<>();
      for (CompletableFuture<Listing> opened : open(pending)) {
        opened(opened).ifPresent(listings::add);
      }
      while (!listings.isEmpty()) {
        removeNext(listings, pending, found);
        listings.removeIf(Listing::hasEnded);
      }
    }
    settle();
    return found.stream().distinct().toList();
  }

  private List<CompletableFuture<Listing>> open(Deque<String> pending) {
    List<CompletableFuture<Listing>> opened = new ArrayList<>();
    while (!pending.isEmpty() && opened.size() < DIRECTORIES_AT_ONCE) {
      opened.add(Listing.open(sftp, pending.pop()));
    }
    return opened;
  }

  private static Optional<Listing> opened(CompletableFuture<Listing> opened) throws IOException {
    try {
      return Optional.of(Waiting.await(opened));
    } catch (StatusException e) {
      if (e.isMissing()) {
        return Optional.empty(); // somebody else deletes, too
      }
      throw e;
    }
  }

  private void removeNext(List<Listing> listings, Deque<String> pending, List<String> found)
      throws IOException {
    List<List<CompletableFuture<Optional<List<Sftp.Entry>>>>> asked =
        listings.stream().map(Listing::ask).toList();
    for (int i = 0; i < listings.size(); i++) {
      Listing listing = listings.get(i);
      for (Sftp.Entry entry : listing.take(asked.get(i))) {
        String path = Paths.resolve(listing.directory(), entry.name());
        if (entry.attributes().isDirectory()) {
          pending.push(path);
          found.add(path);
        } else {
          begin(sftp.remove(path));
        }
      }
    }
  }

  private void begin(CompletableFuture<Void> removal) throws IOException {
    window.enter(1);
    var _ =
        removal.whenComplete((done, cause) -> {
          if (cause != null && !Waiting.isMissing(cause)) {
            failure.compareAndSet(null, cause);
          }
          window.leave(1);
        });
  }

  private void settle() throws IOException {
    window.awaitEmpty();
    Throwable cause = failure.get();
    if (cause != null) {
      throw Waiting.unwrapped(cause);
    }
  }

  /** Deletes directories, children before parents; gives those that are not empty yet. */
  private List<String> removeDirectories(List<String> found, boolean last) throws IOException {
    Queue<String> left = new ConcurrentLinkedQueue<>();
    for (String directory : found.reversed()) {
      CompletableFuture<Void> removal = sftp.removeDirectory(directory);
      begin(
          last
              ? removal
              : removal.exceptionallyCompose(cause -> {
                if (NewFiles.mayBeThere(cause)) {
                  left.add(directory);
                  return CompletableFuture.completedFuture(null);
                }
                return CompletableFuture.failedFuture(cause);
              }));
    }
    settle();
    return new ArrayList<>(left).reversed();
  }
}
