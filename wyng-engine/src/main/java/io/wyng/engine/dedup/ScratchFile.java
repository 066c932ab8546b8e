package io.wyng.engine.dedup;

import io.wyng.engine.failure.LocalException;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file without a name, which is gone when it is closed. */
final class ScratchFile implements AutoCloseable {

  private static final String REMEDY =
      "Deduplication needs room there for about 90 bytes for each chunk of the archive. Free some"
          + " space, or do without it.";

  private final FileChannel channel;
  private final Path directory;

  /**
   * @param channel open for reading and writing
   * @param directory where the file lies, for messages
   */
  ScratchFile(FileChannel channel, Path directory) {
    this.channel = channel;
    this.directory = directory;
  }

  void write(ByteBuffer content, long position) {
    try {
      long at = position;
      while (content.hasRemaining()) {
        at += channel.write(content, at);
      }
    } catch (IOException e) {
      String reason = String.valueOf(e.getMessage());
      throw new LocalException(
          "Writing a scratch file in " + directory + " failed",
          new ProviderException(reason, REMEDY, e));
    }
  }

  /** Fills the buffer from its position to its limit. */
  void read(ByteBuffer target, long position) {
    try {
      long at = position;
      while (target.hasRemaining()) {
        int count = channel.read(target, at);
        if (count < 0) {
          throw damaged("it is shorter than what was written to it");
        }
        at += count;
      }
    } catch (IOException e) {
      throw new LocalException("Reading a scratch file in " + directory + " failed", e);
    }
  }

  LocalException damaged(String how) {
    return new LocalException(
        "A scratch file in " + directory + " is damaged: " + how,
        "Check that disk and look at dmesg. The archive is not affected; run the command again.");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LocalException("Closing a scratch file in " + directory + " failed", e);
    }
  }
}
