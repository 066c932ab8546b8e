package io.wyng.destination.internal;

import io.wyng.spi.destination.DestinationStatus;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a file system has left, as {@code statvfs(3)} tells it.
 *
 * @param blockBytes the size of a block
 * @param availableBlocks blocks available to ordinary users
 * @param files how many files there can be; 0 when the file system has no such limit
 * @param availableFiles how many more files ordinary users can create
 * @param flags the mount flags
 */
record FileSystemSpace(
    long blockBytes, long availableBlocks, long files, long availableFiles, long flags) {

  private static final long ST_RDONLY = 1;

  static FileSystemSpace of(Path path) throws IOException {
    return SystemCalls.statvfs(path);
  }

  long freeBytes() {
    return availableBlocks * blockBytes;
  }

  /** How many more files can be created, or {@link DestinationStatus#UNKNOWN} without a limit. */
  long freeFiles() {
    return files == 0 ? DestinationStatus.UNKNOWN : availableFiles;
  }

  boolean readOnly() {
    return (flags & ST_RDONLY) != 0;
  }
}
