package io.wyng.spi.durable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps as the operating system carries them out. */
final class SystemFiles implements DurableFiles {

  static final SystemFiles INSTANCE = new SystemFiles();

  private static final int MIN_HOLE_BYTES = 4096;

  private SystemFiles() {}

  @Override
  public void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  @Override
  public void write(Path file, ByteBuffer content) throws IOException {
    int length = content.remaining();
    int hole = zerosAtEnd(content);
    content.limit(content.limit() - hole);
    try (FileChannel channel = openForWriting(file)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
    }
    if (hole > 0) {
      content.limit(content.limit() + hole).position(content.limit());
      try (RandomAccessFile extended = new RandomAccessFile(file.toFile(), "rw")) {
        extended.setLength(length);
      }
    }
  }

  /**
   * How many zeros at the end become a hole: all of nothing but zeros, or enough to be worth it.
   */
  private static int zerosAtEnd(ByteBuffer content) {
    int end = content.limit();
    while (end > content.position() && content.get(end - 1) == 0) {
      end--;
    }
    int zeros = content.limit() - end;
    return zeros == content.remaining() || zeros >= MIN_HOLE_BYTES ? zeros : 0;
  }

  @Override
  public void write(Path file, InputStream content) throws IOException {
    try (FileChannel channel = openForWriting(file);
        OutputStream output = Channels.newOutputStream(channel)) {
      content.transferTo(output);
    }
  }

  private static FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(
        file,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING,
        LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void forceFileSystem(Path path) throws IOException {
    FileSystemSync.sync(path);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void link(Path link, Path existing) throws IOException {
    Files.createLink(link, existing);
  }

  @Override
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }
}
