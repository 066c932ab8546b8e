package io.wyng.engine.operation;

import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * A file system in which a file can have a few names only, as real ones have limits of 1024 to
 * 65000, or just one: then it answers as vfat does.
 */
record LimitedLinks(int mostNames) implements DurableFiles {

  @Override
  public void link(Path link, Path existing) throws IOException {
    if (mostNames == 1) {
      throw new FileSystemException(
          link.toString(), existing.toString(), "Operation not permitted");
    }
    if (names(existing) >= mostNames) {
      throw new FileSystemException(link.toString(), existing.toString(), "Too many links");
    }
    DurableFiles.system().link(link, existing);
  }

  static int names(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    DurableFiles.system().createDirectory(directory);
  }

  @Override
  public void write(Path file, ByteBuffer content) throws IOException {
    DurableFiles.system().write(file, content);
  }

  @Override
  public void write(Path file, InputStream content) throws IOException {
    DurableFiles.system().write(file, content);
  }

  @Override
  public void force(Path path) throws IOException {
    DurableFiles.system().force(path);
  }

  @Override
  public void forceFileSystem(Path path) throws IOException {
    DurableFiles.system().forceFileSystem(path);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    DurableFiles.system().rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    DurableFiles.system().delete(path);
  }
}
