package io.wyng.destination.internal;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Writes each file at once, where it belongs. More threads would gain nothing: creating files takes
 * a lock of the file system. One {@code sync} makes them all durable, for which the disk begins to
 * write early.
 */
final class DirectUpload implements Upload {

  private final ArchiveDirectory archive;
  private final DurableFiles files;
  private final HardLinks links;
  private final EarlyWriteback writeback;

  DirectUpload(ArchiveDirectory archive, DurableFiles files, EarlyWriteback writeback) {
    this.archive = archive;
    this.files = files;
    this.links = new HardLinks(files);
    this.writeback = writeback;
  }

  @Override
  public void put(ArchivePath path, ByteBuffer content) throws IOException {
    int length = content.remaining();
    try {
      files.write(vacant(path), content);
      writeback.written(length);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  @Override
  public void put(ArchivePath path, long length, InputStream content) throws IOException {
    Path file = archive.resolve(path);
    ExactLengthStream exact = new ExactLengthStream(content, length, file);
    try {
      files.write(vacant(path), exact);
      exact.checkEnd();
      writeback.written(length);
    } catch (IOException e) {
      throw exact.failure().isPresent() ? discard(file, e) : failed(path, e);
    }
  }

  /** Takes away a file whose content, not the file system, was the trouble. */
  private IOException discard(Path file, IOException reason) {
    try {
      files.delete(file);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
    return reason;
  }

  /**
   * The place of a new file. A file that is there goes first: it may have other names, whose
   * content must stay as it is.
   */
  private Path vacant(ArchivePath path) throws IOException {
    Path file = archive.prepare(path);
    if (FileChanges.refuseDirectory(file)) {
      files.delete(file);
    }
    return file;
  }

  @Override
  public boolean link(ArchivePath path, ArchivePath existing) throws IOException {
    try {
      Path target = archive.locate(existing);
      boolean regular =
          ArchiveDirectory.attributes(target)
              .orElseThrow(() -> new NoSuchFileException(target.toString()))
              .isRegularFile();
      if (!regular) {
        throw new FileSystemException(target.toString(), null, target + " is no regular file");
      }
      return links.make(archive.prepare(path), target);
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private IOException failed(ArchivePath path, IOException cause) throws IOException {
    archive.checkMount();
    return Explanation.of("write", archive.resolve(path), cause);
  }

  @Override
  public void finish() throws IOException {
    try {
      writeback.await();
    } catch (IOException e) {
      throw Explanation.of("make durable what was written to", archive.root(), e);
    }
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}
