package io.wyng.source.file.restore;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.ProviderException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * A new file, or one whose content is replaced: written beside its place, and renamed over it when
 * it is complete. So a restore that fails leaves what was there.
 *
 * <p>The unfinished file is locked, since its name is known: two restores to one path must not
 * write the same file, while the rest of one that crashed must not be in the way.
 */
final class ReplacedFileTarget extends FileTarget {

  private final Path unfinished;
  private final DurableFiles files;
  private long writtenUpTo;
  private boolean renamed;

  private ReplacedFileTarget(Path path, Path unfinished, NativeFile file, DurableFiles files) {
    super(path, file);
    this.unfinished = unfinished;
    this.files = files;
  }

  static ReplacedFileTarget open(Path path, long sizeBytes, DurableFiles files) throws IOException {
    Path unfinished = path.resolveSibling(path.getFileName() + TargetOpener.UNFINISHED);
    removeRestOfCrashedRestore(unfinished, files);
    NativeFile file = NativeFile.create(unfinished);
    try {
      lock(file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
    ReplacedFileTarget target = new ReplacedFileTarget(path, unfinished, file, files);
    try {
      file.resize(sizeBytes);
      target.takeOverOwnerAndRights();
      return target;
    } catch (IOException e) {
      target.close();
      throw e;
    }
  }

  /** It is not written again: whoever else made it might still have it open. */
  private static void removeRestOfCrashedRestore(Path unfinished, DurableFiles files)
      throws IOException {
    if (Files.exists(unfinished, LinkOption.NOFOLLOW_LINKS)) {
      try (NativeFile rest = NativeFile.openForUpdate(unfinished)) {
        lock(rest);
        files.delete(unfinished);
      }
    }
  }

  private static void lock(NativeFile file) throws IOException {
    if (!file.tryLock() || !file.isStillAtItsPath()) {
      throw new ProviderException(
          "Another restore is writing " + file.path(), "Wait until it has ended.");
    }
  }

  private void takeOverOwnerAndRights() throws IOException {
    if (!Files.exists(path(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!Files.isWritable(path())) {
      throw new ProviderException(
          path() + " must not be written", "Run Wyng as root, or restore to another path.");
    }
    PosixFileAttributes former =
        Files.readAttributes(path(), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributeView own =
        Files.getFileAttributeView(
            unfinished, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!former.owner().equals(own.getOwner())) {
      own.setOwner(former.owner());
    }
    if (!former.group().equals(own.readAttributes().group())) {
      own.setGroup(former.group());
    }
    own.setPermissions(former.permissions());
  }

  @Override
  public void write(long position, ByteBuffer data) throws IOException {
    writtenUpTo = Math.max(writtenUpTo, position + data.remaining());
    super.write(position, data);
  }

  /** What was not written yet is a hole. */
  @Override
  public void zero(long position, long length) throws IOException {
    if (position < writtenUpTo) {
      super.zero(position, length);
    }
  }

  @Override
  public void finish() throws IOException {
    try {
      files.force(unfinished);
      files.rename(unfinished, path());
      renamed = true;
      files.force(path().resolveSibling(""));
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (!renamed) {
        files.delete(unfinished);
      }
    } finally {
      file().close();
    }
  }

  @Override
  String spaceRemedy() {
    return "Free space there or restore to another path; a file that is replaced keeps its content, and so"
        + " its space, until the restore is complete.";
  }
}
