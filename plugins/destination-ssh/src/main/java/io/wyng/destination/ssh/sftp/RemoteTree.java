package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directories of an archive: the one place that turns archive paths into paths over there.
 *
 * <p>Whoever filled the archive is not trusted: each directory on the way to a file is looked at
 * once and must be a real one. This protects against an archive that was prepared, not against
 * somebody who exchanges directories meanwhile. The root, and what is above it, may be reached
 * through links, as the operator wishes. Nothing here waits.
 */
final class RemoteTree {

  private static final CompletableFuture<Boolean> YES = CompletableFuture.completedFuture(true);

  private final Sftp sftp;
  private final Unsynced unsynced;

  /** The directories from the address's path, which is the first, to the root. */
  private final List<String> wayToRoot;

  private final DirectoryCache known = new DirectoryCache();
  private final Map<ArchivePath, CompletableFuture<Boolean>> inQuestion = new ConcurrentHashMap<>();
  private final Map<ArchivePath, CompletableFuture<Void>> inCreation = new ConcurrentHashMap<>();

  RemoteTree(Sftp sftp, Unsynced unsynced, String mountPath, ArchivePath root) {
    this.sftp = sftp;
    this.unsynced = unsynced;
    List<String> way = new ArrayList<>(List.of(Paths.of(mountPath)));
    for (String name : root.components()) {
      way.add(Paths.resolve(way.getLast(), Paths.of(name)));
    }
    this.wayToRoot = List.copyOf(way);
  }

  String mountPath() {
    return wayToRoot.getFirst();
  }

  String root() {
    return wayToRoot.getLast();
  }

  List<String> wayToRoot() {
    return wayToRoot;
  }

  DirectoryCache known() {
    return known;
  }

  /** Where a path of the archive lies, without looking at anything. */
  String resolve(ArchivePath path) {
    return Paths.resolve(root(), path);
  }

  /**
   * What lies at a path. It is asked for together with the directories on the way, and counts only
   * if all of them are directories and none is a link.
   */
  CompletableFuture<Optional<Attributes>> lstat(ArchivePath path) {
    CompletableFuture<Boolean> reached = exists(path.parent());
    CompletableFuture<Optional<Attributes>> found = sftp.lstat(resolve(path));
    return reached.thenCompose(
        there -> there ? found : CompletableFuture.completedFuture(Optional.empty()));
  }

  /** Whether a directory exists; fails when something else is there, or a link on the way. */
  CompletableFuture<Boolean> exists(ArchivePath directory) {
    if (known.contains(directory)) {
      return YES;
    }
    CompletableFuture<Boolean> asked = inQuestion.get(directory);
    if (asked != null) {
      return asked;
    }
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    inQuestion.put(directory, answer);
    var _ =
        ask(directory)
            .whenComplete((there, failure) -> {
              inQuestion.remove(directory);
              if (failure == null) {
                answer.complete(there);
              } else {
                answer.completeExceptionally(failure);
              }
            });
    return answer;
  }

  private CompletableFuture<Boolean> ask(ArchivePath directory) {
    if (directory.equals(ArchivePath.ROOT)) {
      return sftp.stat(root()).thenApply(found -> isDirectory(directory, found));
    }
    return lstat(directory).thenApply(found -> isDirectory(directory, found));
  }

  private boolean isDirectory(ArchivePath directory, Optional<Attributes> found) {
    if (found.isEmpty()) {
      return false;
    }
    if (!found.get().isDirectory()) {
      throw Failures.wrapped(
          new ProviderException(
              Paths.shown(resolve(directory))
                  + (found.get().isLink() ? " is a symbolic link" : " is no directory"),
              "It was not made by Wyng: move it away and repeat the command."));
    }
    known.add(directory);
    return true;
  }

  /** Makes sure that a directory exists, and those above it up to the address's path. */
  CompletableFuture<Void> create(ArchivePath directory) {
    if (known.contains(directory)) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> others = inCreation.putIfAbsent(directory, mine);
    if (others != null) {
      return others;
    }
    return exists(directory)
        .thenCompose(there -> there ? YES.thenAccept(yes -> {}) : make(directory))
        .whenComplete((nothing, failure) -> {
          inCreation.remove(directory);
          if (failure == null) {
            mine.complete(null);
          } else {
            mine.completeExceptionally(failure);
          }
        });
  }

  private CompletableFuture<Void> make(ArchivePath directory) {
    if (directory.equals(ArchivePath.ROOT)) {
      return makeRoot().thenRun(() -> known.add(directory));
    }
    return create(directory.parent())
        .thenCompose(nothing -> sftp.makeDirectory(resolve(directory)))
        .thenRun(() -> {
          unsynced.add(directory.parent());
          known.add(directory);
        })
        .exceptionallyCompose(failure -> again(directory, failure));
  }

  /** Somebody else may have made it at this very moment. */
  private CompletableFuture<Void> again(ArchivePath directory, Throwable failure) {
    return exists(directory)
        .thenAccept(there -> {
          if (!there) {
            throw Failures.wrapped(failure);
          }
        });
  }

  /** Creates the root and what is missing above it, but never the address's own path. */
  private CompletableFuture<Void> makeRoot() {
    CompletableFuture<Void> made =
        sftp.stat(mountPath())
            .thenAccept(found -> {
              if (found.isEmpty()) {
                throw Failures.wrapped(
                    new ProviderException(
                        Paths.shown(mountPath()) + " does not exist over there",
                        "Create it and mount the destination there, or correct the address."));
              }
            });
    for (String directory : wayToRoot.subList(1, wayToRoot.size())) {
      made = made.thenCompose(nothing -> makeAbove(directory));
    }
    return made.thenRun(() -> unsynced.add(ArchivePath.ROOT));
  }

  private CompletableFuture<Void> makeAbove(String directory) {
    return sftp.stat(directory)
        .thenCompose(found ->
            found.isPresent()
                ? CompletableFuture.<Void>completedFuture(null)
                : sftp.makeDirectory(directory));
  }

  /** To be called when a directory was moved or deleted, or something with this name came. */
  void forget(ArchivePath path) {
    known.forget(path);
  }

  /** To be called when somebody else was seen to delete directories. */
  void forgetAll() {
    known.clear();
  }

  /** The directory nearest to the root that exists: the root itself or one above it. */
  String nearestDirectory() throws IOException {
    for (String directory : wayToRoot.reversed()) {
      if (Waiting.await(sftp.stat(directory)).filter(Attributes::isDirectory).isPresent()) {
        return directory;
      }
    }
    return mountPath();
  }
}
