package io.wyng.source.file.restore;

import io.wyng.source.file.linux.BlockDevice;
import io.wyng.source.file.linux.FailureReason;
import io.wyng.source.file.linux.PageBuffer;
import io.wyng.source.file.linux.SystemCallException;
import io.wyng.source.file.linux.Zeros;
import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * A block device. It may be larger than the volume; what lies behind the volume's size is not
 * touched.
 *
 * <p>A device need not read as zeros where it was told to discard. So a range that is to be zero is
 * read, and zeros are written only where there is something else: that is quick on devices that do
 * return zeros, and keeps thin ones thin.
 */
final class BlockDeviceTarget implements RestoreTarget {

  private static final int BUFFER_BYTES = 1 << 20;

  private final Path path;
  private final BlockDevice device;
  private final ByteBuffer buffer = PageBuffer.allocate(BUFFER_BYTES);

  private BlockDeviceTarget(Path path, BlockDevice device) {
    this.path = path;
    this.device = device;
  }

  static BlockDeviceTarget open(Path path, TargetRequest request) throws IOException {
    BlockDevice device = claim(path);
    if (device.sizeBytes() < request.sizeBytes()) {
      device.close();
      throw new ProviderException(
          "The device "
              + path
              + " has "
              + device.sizeBytes()
              + " bytes, which is less than the "
              + request.sizeBytes()
              + " of the volume",
          "Enlarge the device, or restore to a larger one.");
    }
    if (request.content() == Content.REPLACED) {
      device.discardUpTo(request.sizeBytes());
    }
    return new BlockDeviceTarget(path, device);
  }

  private static BlockDevice claim(Path path) throws IOException {
    try {
      return BlockDevice.claim(path);
    } catch (SystemCallException e) {
      if (!e.isBusy()) {
        throw e;
      }
      throw new ProviderException(
          "The device " + path + " is in use: the system does not allow it to be claimed",
          "Unmount it, and take it (and its partitions) out of LVM, RAID, encryption and swap; lsblk"
              + " shows what uses it.",
          e);
    }
  }

  @Override
  public void write(long position, ByteBuffer data) throws IOException {
    try {
      device.write(position, data);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void zero(long position, long length) throws IOException {
    long end = position + length;
    try {
      for (long at = position; at < end; at += buffer.limit()) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
        device.readFully(at, buffer);
        if (!Zeros.isAllZero(buffer.flip())) {
          device.zero(at, buffer.limit());
        }
      }
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    device.readFully(position, target);
  }

  @Override
  public void finish() throws IOException {
    try {
      device.force();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void close() throws IOException {
    device.close();
  }

  private ProviderException explained(IOException cause) {
    return new ProviderException(
        "Writing the device " + path + " failed: " + FailureReason.of(cause),
        "Check the device and the system's log; its content is now a mixture.",
        cause);
  }
}
