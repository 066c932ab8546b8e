package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Makes many changes, thousands at a time: what they are about is looked up first, so that those
 * behind one that cannot be made are not begun. No path occurs twice in a batch, and no deletion is
 * in one with moves: nothing is deleted before the moves in front of it are made.
 *
 * <p>When the server refuses a change that looked possible, others of its batch may have been made
 * although they stand behind it.
 */
final class BulkChanges {

  private static final int BATCH = 8192;

  private final Archive archive;
  private final RemoteTree tree;
  private final Sftp sftp;
  private final NewFiles files;

  /** A change, and what was found where it leads from and to. */
  private record Looked(
      FileChange change,
      CompletableFuture<Optional<Attributes>> from,
      CompletableFuture<Optional<Attributes>> to) {}

  BulkChanges(Archive archive) {
    this.archive = archive;
    this.tree = archive.tree();
    this.sftp = archive.sftp();
    this.files = new NewFiles(sftp);
  }

  void apply(Iterator<FileChange> changes) throws IOException {
    FileChange next = next(changes);
    while (next != null) {
      List<FileChange> batch = new ArrayList<>();
      Set<ArchivePath> paths = new HashSet<>();
      boolean deletes = next instanceof FileChange.Delete;
      while (next != null
          && batch.size() < BATCH
          && deletes == next instanceof FileChange.Delete
          && addPaths(next, paths)) {
        batch.add(next);
        next = next(changes);
      }
      applyBatch(batch);
      archive.syncWhenMany();
    }
  }

  private static @Nullable FileChange next(Iterator<FileChange> changes) {
    return changes.hasNext() ? changes.next() : null;
  }

  /** Notes the paths of a change; false when one of them was there before. */
  private static boolean addPaths(FileChange change, Set<ArchivePath> paths) {
    return switch (change) {
      case FileChange.Move(ArchivePath from, ArchivePath to) ->
          !paths.contains(from) && paths.add(to) && (paths.add(from) || from.equals(to));
      case FileChange.Delete(ArchivePath path) -> paths.add(path);
    };
  }

  private void applyBatch(List<FileChange> batch) throws IOException {
    List<Looked> looked = batch.stream().map(this::look).toList();
    List<CompletableFuture<Void>> begun = new ArrayList<>();
    IOException failure = null;
    for (Looked one : looked) {
      try {
        check(one);
        begun.add(begin(one));
      } catch (IOException e) {
        failure = explained(one.change, e);
        break;
      }
    }
    for (int i = 0; i < begun.size(); i++) {
      try {
        Waiting.await(begun.get(i));
      } catch (IOException e) {
        failure = explained(looked.get(i).change, e);
        break;
      }
    }
    for (CompletableFuture<Void> one : begun) {
      one.handle((done, e) -> true).join();
    }
    if (failure != null) {
      throw failure;
    }
  }

  private Looked look(FileChange change) {
    return switch (change) {
      case FileChange.Move(ArchivePath from, ArchivePath to) ->
          new Looked(change, tree.lstat(from), tree.lstat(to));
      case FileChange.Delete(ArchivePath path) ->
          new Looked(change, tree.lstat(path), CompletableFuture.completedFuture(Optional.empty()));
    };
  }

  private void check(Looked looked) throws IOException {
    Optional<Attributes> from = Waiting.await(looked.from);
    if (from.isPresent()) {
      refuseDirectory(origin(looked.change), from);
      if (looked.change instanceof FileChange.Move move) {
        refuseDirectory(move.to(), Waiting.await(looked.to));
      }
    }
  }

  private void refuseDirectory(ArchivePath path, Optional<Attributes> found) throws IOException {
    try {
      found.ifPresent(there -> NewFiles.refuseDirectory(tree.resolve(path), there));
    } catch (RuntimeException e) {
      throw Waiting.unwrapped(e);
    }
  }

  private CompletableFuture<Void> begin(Looked looked) {
    if (looked.from.join().isEmpty()) {
      return CompletableFuture.completedFuture(null); // made already
    }
    return switch (looked.change) {
      case FileChange.Move(ArchivePath from, ArchivePath to) when from.equals(to) ->
          CompletableFuture.completedFuture(null);
      case FileChange.Move(ArchivePath from, ArchivePath to) -> move(looked, from, to);
      case FileChange.Delete(ArchivePath path) -> {
        archive.unsynced().add(path.parent());
        yield files.removeIfThere(tree.resolve(path));
      }
    };
  }

  private CompletableFuture<Void> move(Looked looked, ArchivePath from, ArchivePath to) {
    String old = tree.resolve(from);
    String target = tree.resolve(to);
    Optional<Attributes> there = looked.to.join();
    boolean first = there.isPresent() && !sftp.extensions().has(Extensions.POSIX_RENAME);
    CompletableFuture<Void> moved =
        tree.create(to.parent())
            .thenCompose(done ->
                first ? files.removeIfThere(target) : CompletableFuture.<Void>completedFuture(null))
            .thenCompose(done -> sftp.rename(old, target));
    archive.unsynced().add(from.parent());
    archive.unsynced().add(to.parent());
    return there
        .filter(other -> Changes.mayBeOneFile(looked.from.join().orElseThrow(), other))
        .map(other -> moved.thenCompose(done -> files.removeIfThere(old)))
        .orElse(moved);
  }

  private static ArchivePath origin(FileChange change) {
    return switch (change) {
      case FileChange.Move move -> move.from();
      case FileChange.Delete delete -> delete.path();
    };
  }

  private IOException explained(FileChange change, IOException failure) {
    String action =
        switch (change) {
          case FileChange.Move move -> "move to " + Paths.shown(tree.resolve(move.to()));
          case FileChange.Delete delete -> "delete";
        };
    return archive.explain(action, origin(change), failure);
  }
}
