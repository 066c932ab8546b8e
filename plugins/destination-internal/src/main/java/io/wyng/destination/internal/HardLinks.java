package io.wyng.destination.internal;

import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Makes hard links where the file system can. */
final class HardLinks {

  /** What file systems answer when they have no hard links, or not between these two places. */
  private static final Set<SystemError> NOT_POSSIBLE =
      EnumSet.of(
          SystemError.EMLINK,
          SystemError.EPERM,
          SystemError.EOPNOTSUPP,
          SystemError.ENOSYS,
          SystemError.EXDEV);

  private final DurableFiles files;

  HardLinks(DurableFiles files) {
    this.files = files;
  }

  /**
   * Makes a link, in the place of a file that may be there.
   *
   * @return false when it is not possible; nothing has changed then
   */
  boolean make(Path link, Path existing) throws IOException {
    if (!FileChanges.refuseDirectory(link)) {
      return attempt(link, existing);
    }
    if (link.equals(existing) || FileChanges.areLinksOfOneFile(link, existing)) {
      return true;
    }
    Path temporary = FileChanges.temporaryFor(link);
    files.delete(temporary);
    if (!attempt(temporary, existing)) {
      return false;
    }
    files.rename(temporary, link);
    return true;
  }

  private boolean attempt(Path link, Path existing) throws IOException {
    try {
      files.link(link, existing);
      return true;
    } catch (IOException e) {
      if (SystemError.behind(e).filter(NOT_POSSIBLE::contains).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Finds out by trying whether links are possible in a directory, and leaves nothing behind. A run
   * that was stopped in the middle leaves two small files, which the next one takes away.
   */
  boolean arePossibleIn(Path directory) throws IOException {
    Path trial = directory.resolve(".wyng-link-trial");
    Path link = directory.resolve(".wyng-link-trial.link");
    files.delete(link);
    files.delete(trial);
    try {
      files.write(trial, ByteBuffer.allocate(0));
      return attempt(link, trial);
    } catch (FileAlreadyExistsException e) {
      return true; // another Wyng tries at this very moment, and could
    } finally {
      files.delete(link);
      files.delete(trial);
    }
  }
}
