package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Replaces, renames and deletes single files and directories of the archive. */
final class Changes {

  private final Archive archive;
  private final RemoteTree tree;
  private final Sftp sftp;
  private final NewFiles files;

  Changes(Archive archive) {
    this.archive = archive;
    this.tree = archive.tree();
    this.sftp = archive.sftp();
    this.files = new NewFiles(sftp);
  }

  void replace(ArchivePath path, byte[] content) throws IOException {
    try {
      Waiting.await(tree.create(path.parent()));
      archive.durability().makeDurable(path.parent());
      String file = tree.resolve(path);
      replace(Archive.temporaryFor(file), file, content);
      Waiting.await(archive.durability().force(tree.resolve(path.parent())));
    } catch (IOException | CompletionException e) {
      throw archive.explain("write", path, e);
    }
  }

  private void replace(String temporary, String file, byte[] content) throws IOException {
    try {
      CompletableFuture<Optional<Attributes>> former = sftp.lstat(file);
      CompletableFuture<Handle> created = files.create(temporary);
      Waiting.await(created.thenCompose(handle -> files.fill(handle, ByteBuffer.wrap(content))));
      Waiting.await(former).ifPresent(found -> NewFiles.refuseDirectory(file, found));
      Waiting.await(rename(temporary, file));
    } catch (IOException | CompletionException e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** Renames a file; without the extension a file that is there has to go first. */
  private CompletableFuture<Void> rename(String from, String to) {
    return sftp.extensions().has(Extensions.POSIX_RENAME)
        ? sftp.rename(from, to)
        : files.removeIfThere(to).thenCompose(done -> sftp.rename(from, to));
  }

  private void discard(String temporary, Exception reason) {
    try {
      Waiting.await(files.removeIfThere(temporary));
    } catch (IOException e) {
      if (!e.equals(reason)) { // a lost connection fails everything by one and the same exception
        reason.addSuppressed(e);
      }
    }
  }

  void deleteTree(ArchivePath path) throws IOException {
    refuseRoot(path);
    String place = tree.resolve(path);
    try {
      Optional<Attributes> found = Waiting.await(tree.lstat(path));
      if (found.isPresent() && found.get().isDirectory()) {
        new TreeRemoval(sftp).remove(place);
      } else if (found.isPresent()) {
        Waiting.await(files.removeIfThere(place));
      }
      archive.unsynced().deleted(path);
      if (found.isPresent()) {
        archive.unsynced().add(path.parent());
      }
    } catch (IOException e) {
      throw archive.explain("delete", path, e);
    } finally {
      tree.forget(path);
    }
  }

  void rename(ArchivePath from, ArchivePath to) throws IOException {
    refuseRoot(from);
    refuseRoot(to);
    try {
      CompletableFuture<Optional<Attributes>> there = tree.lstat(from);
      CompletableFuture<Optional<Attributes>> target = tree.lstat(to);
      Attributes origin =
          Waiting.await(there)
              .orElseThrow(() -> new StatusException(StatusException.NO_SUCH_FILE, "no such file"));
      if (to.text().startsWith(from.text() + "/")) {
        throw new ProviderException(
            "Cannot rename " + Paths.shown(tree.resolve(from)) + " to a path below itself", "");
      }
      if (!from.equals(to)) {
        rename(from, origin, to, Waiting.await(target));
      }
    } catch (IOException | CompletionException e) {
      throw archive.explain("rename to " + Paths.shown(tree.resolve(to)), from, e);
    } finally {
      tree.forget(from);
      tree.forget(to);
    }
  }

  private void rename(
      ArchivePath from, Attributes origin, ArchivePath to, Optional<Attributes> target)
      throws IOException {
    Waiting.await(tree.create(to.parent()));
    String old = tree.resolve(from);
    if (target.isPresent() && !sftp.extensions().has(Extensions.POSIX_RENAME)) {
      removeFor(origin, tree.resolve(to), target.get());
    }
    Waiting.await(sftp.rename(old, tree.resolve(to)));
    if (target.isPresent() && mayBeOneFile(origin, target.get())) {
      Waiting.await(files.removeIfThere(old));
    }
    archive.unsynced().renamed(from, to);
    archive.unsynced().add(from.parent());
    archive.unsynced().add(to.parent());
  }

  /** Makes room, where the server cannot rename over what is there. */
  private void removeFor(Attributes origin, String to, Attributes target) throws IOException {
    if (origin.isDirectory()) {
      Waiting.await(sftp.removeDirectory(to));
    } else {
      NewFiles.refuseDirectory(to, target);
      Waiting.await(files.removeIfThere(to));
    }
  }

  /**
   * Whether two names may belong to one file. Renaming one to the other does nothing then, and the
   * old name stays; where it did something, removing the old name finds nothing.
   */
  static boolean mayBeOneFile(Attributes one, Attributes other) {
    return one.isRegular() && one.equals(other);
  }

  private static void refuseRoot(ArchivePath path) {
    if (path.equals(ArchivePath.ROOT)) {
      throw new IllegalArgumentException("The root of an archive is not moved or deleted");
    }
  }
}
