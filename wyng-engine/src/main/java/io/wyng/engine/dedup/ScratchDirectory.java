package io.wyng.engine.dedup;

import io.wyng.engine.failure.LocalException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory for files that nobody needs after the process.
 *
 * <p>A file loses its name in the moment in which it is created, and the kernel takes it away with
 * the process, however that ends. What a process leaves that is killed in that very moment, an
 * empty file, is taken away by the next one.
 */
final class ScratchDirectory implements AutoCloseable {

  private final Path directory;
  private int created;

  /**
   * Creates the directory, empty.
   *
   * @param directory used by nobody else
   */
  ScratchDirectory(Path directory) {
    this.directory = directory;
    try {
      DurableFiles.system().deleteTree(directory);
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new LocalException("Making the scratch directory " + directory + " failed", e);
    }
  }

  ScratchFile newFile() {
    Path file = directory.resolve("run-" + created++);
    try {
      // On Linux "on close" means now: the name goes at once.
      FileChannel channel =
          FileChannel.open(
              file,
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      return new ScratchFile(channel, directory);
    } catch (IOException e) {
      throw new LocalException("Making a scratch file in " + directory + " failed", e);
    }
  }

  @Override
  public void close() {
    try {
      DurableFiles.system().deleteTree(directory);
    } catch (IOException e) {
      throw new LocalException("Deleting the scratch directory " + directory + " failed", e);
    }
  }
}
