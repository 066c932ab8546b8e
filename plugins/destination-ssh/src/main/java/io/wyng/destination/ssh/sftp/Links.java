package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Makes hard links, or copies where that is not possible. */
final class Links {

  private final Archive archive;

  Links(Archive archive) {
    this.archive = archive;
  }

  /**
   * Makes a link, in the place of a file that may be there. Does not wait.
   *
   * @return false when it is not possible; nothing has changed then
   */
  CompletableFuture<Boolean> make(Sftp sftp, ArchivePath path, ArchivePath existing) {
    String link = archive.tree().resolve(path);
    String target = archive.tree().resolve(existing);
    return archive
        .tree()
        .lstat(existing)
        .thenCompose(found -> {
          requireRegular(target, found);
          return archive.tree().create(path.parent());
        })
        .thenCompose(nothing -> sftp.link(target, link).thenApply(done -> true))
        .exceptionallyCompose(failure ->
            isRefusal(failure)
                ? instead(sftp, link, target)
                : CompletableFuture.failedFuture(failure));
  }

  private static void requireRegular(String path, Optional<Attributes> found) {
    if (found.isEmpty()) {
      throw Failures.wrapped(
          new ProviderException(
              Paths.shown(path) + " does not exist, and cannot get another name",
              "It was there before: somebody else changes the archive."));
    }
    if (!found.get().isRegular()) {
      throw Failures.wrapped(
          new ProviderException(
              Paths.shown(path) + " is no regular file",
              "It was not made by Wyng: move it away and repeat the command."));
    }
  }

  /** Whether the server said no, for whatever reason, to the link itself. */
  private static boolean isRefusal(Throwable failure) {
    return Waiting.unwrapped(failure) instanceof StatusException status && !status.isMissing();
  }

  /** The name may be taken: then the link is made under another one, and put in its place. */
  private static CompletableFuture<Boolean> instead(Sftp sftp, String link, String target) {
    NewFiles files = new NewFiles(sftp);
    return sftp.lstat(link)
        .thenCompose(found -> {
          if (found.isEmpty()) {
            return CompletableFuture.completedFuture(false);
          }
          NewFiles.refuseDirectory(link, found.get());
          if (link.equals(target)) {
            return CompletableFuture.completedFuture(true);
          }
          String temporary = Archive.temporaryFor(link);
          return files
              .removeIfThere(temporary)
              .thenCompose(done -> sftp.link(target, temporary).thenApply(made -> true))
              .exceptionallyCompose(Links::impossible)
              .thenCompose(made ->
                  made
                      ? replace(files, temporary, link)
                      : CompletableFuture.completedFuture(false));
        });
  }

  private static CompletableFuture<Boolean> impossible(Throwable failure) {
    return isRefusal(failure)
        ? CompletableFuture.completedFuture(false)
        : CompletableFuture.failedFuture(failure);
  }

  /** Renaming does nothing when both are names of one file: then one of them is left to remove. */
  private static CompletableFuture<Boolean> replace(NewFiles files, String temporary, String link) {
    return files
        .sftp()
        .rename(temporary, link)
        .thenCompose(done -> files.removeIfThere(temporary))
        .thenApply(done -> true);
  }

  /** Writes a copy of a file; waits for it. */
  void copy(NewFiles files, ArchivePath path, ArchivePath existing) throws IOException {
    Sftp sftp = files.sftp();
    Handle source = Waiting.await(sftp.open(archive.tree().resolve(existing), Sftp.READ));
    try {
      Handle target = Waiting.await(files.create(archive.tree().resolve(path)));
      long at = 0;
      int most = Math.min(sftp.limits().read(), sftp.limits().write());
      while (true) {
        Optional<ByteBuffer> part = Waiting.await(sftp.read(source, at, most));
        if (part.isEmpty()) {
          break;
        }
        int count = part.get().remaining();
        Waiting.await(sftp.write(target, at, part.get()));
        at += count;
      }
      Waiting.await(files.finish(target));
    } finally {
      Waiting.await(sftp.close(source));
    }
  }
}
