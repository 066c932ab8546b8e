package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationStatus;

/**
 * What a file system has left, as {@code statvfs@openssh.com} tells it.
 *
 * @param blockBytes the size of a block
 * @param availableBlocks blocks available to ordinary users
 * @param files how many files there can be; 0 when there is no such limit
 * @param availableFiles how many more files ordinary users can create
 * @param fileSystem tells file systems apart
 * @param flags of the mount
 */
record Space(
    long blockBytes,
    long availableBlocks,
    long files,
    long availableFiles,
    long fileSystem,
    long flags) {

  private static final long READ_ONLY = 1;

  static Space parse(Reply reply) throws ProviderException {
    reply.longNumber(); // the preferred size of a transfer
    long block = reply.longNumber();
    reply.longNumber(); // all blocks
    reply.longNumber(); // free ones, those for root included
    long available = reply.longNumber();
    long files = reply.longNumber();
    reply.longNumber(); // free ones, those for root included
    long availableFiles = reply.longNumber();
    long id = reply.longNumber();
    return new Space(block, available, files, availableFiles, id, reply.longNumber());
  }

  /** Bytes available, or {@link DestinationStatus#UNKNOWN} where the server tells nonsense. */
  long freeBytes() {
    if (blockBytes <= 0 || availableBlocks < 0) {
      return DestinationStatus.UNKNOWN;
    }
    return availableBlocks > Long.MAX_VALUE / blockBytes
        ? Long.MAX_VALUE
        : availableBlocks * blockBytes;
  }

  /** How many more files can be created, or {@link DestinationStatus#UNKNOWN} without a limit. */
  long freeFiles() {
    return files <= 0 || availableFiles < 0 ? DestinationStatus.UNKNOWN : availableFiles;
  }

  boolean isReadOnly() {
    return (flags & READ_ONLY) != 0;
  }
}
