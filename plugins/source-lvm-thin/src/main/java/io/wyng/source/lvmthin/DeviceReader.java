package io.wyng.source.lvmthin;

import io.wyng.spi.source.BlockReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the device of a snapshot. */
final class DeviceReader implements BlockReader {

  private final Path device;
  private final FileChannel channel;

  DeviceReader(Path device) throws IOException {
    this.device = device;
    this.channel = FileChannel.open(device, StandardOpenOption.READ);
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    readFully(channel, device, position, target);
  }

  static void readFully(FileChannel channel, Path device, long position, ByteBuffer target)
      throws IOException {
    long next = position;
    while (target.hasRemaining()) {
      int count = channel.read(target, next);
      if (count < 0) {
        throw new EOFException(device + " ends at " + next + " instead of later");
      }
      next += count;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
