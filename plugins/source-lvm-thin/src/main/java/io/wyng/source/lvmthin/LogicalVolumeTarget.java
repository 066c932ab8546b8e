package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A logical volume that is restored to.
 *
 * <p>In a pool that does not zero its new blocks, a block that is written only in part shows old
 * data of the pool elsewhere. There the rest of a block is written as it reads before the first
 * write to it.
 */
final class LogicalVolumeTarget implements RestoreTarget {

  private static final int PIECE_BYTES = 1 << 20;

  private final Layout layout;
  private final Circumstances circumstances;
  private final FileChannel channel;
  private final ByteBuffer zeros = ByteBuffer.allocateDirect(PIECE_BYTES);
  private final ByteBuffer present = ByteBuffer.allocateDirect(PIECE_BYTES);
  private long writtenEnd;
  private long completedBlock = -1;

  /**
   * What the target consists of.
   *
   * @param device its device node
   * @param sizeBytes the bytes that are restored
   * @param deviceBytes the size of the device, rounded up to LVM's extents
   * @param zeroedBytes how many bytes from the start read as zeros now
   * @param completedBlockBytes size of the blocks that must be written as a whole at first; 0 if
   *     none
   */
  record Layout(
      Path device, long sizeBytes, long deviceBytes, long zeroedBytes, long completedBlockBytes) {}

  /** Tells what may have caused a failure. */
  @FunctionalInterface
  interface Circumstances {
    /** A clause that begins with a semicolon, or nothing. */
    String describe() throws IOException;
  }

  LogicalVolumeTarget(Layout layout, Circumstances circumstances) throws IOException {
    this.layout = layout;
    this.circumstances = circumstances;
    this.channel =
        FileChannel.open(layout.device(), StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void write(long position, ByteBuffer data) throws IOException {
    requireInside(position, data.remaining(), layout.sizeBytes());
    explaining(() -> put(position, data));
  }

  @Override
  public void zero(long position, long length) throws IOException {
    requireInside(position, length, layout.sizeBytes());
    explaining(() -> clear(position, position + length));
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    requireInside(position, target.remaining(), layout.sizeBytes());
    DeviceReader.readFully(channel, layout.device(), position, target);
  }

  @Override
  public void finish() throws IOException {
    explaining(() -> {
      clear(layout.sizeBytes(), layout.deviceBytes());
      channel.force(true);
    });
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void put(long position, ByteBuffer data) throws IOException {
    long end = position + data.remaining();
    if (layout.completedBlockBytes() > 0 && data.hasRemaining()) {
      completeBlock(position / layout.completedBlockBytes(), position, end);
      completeBlock((end - 1) / layout.completedBlockBytes(), position, end);
    }
    writeFully(position, data);
    writtenEnd = Math.max(writtenEnd, end);
  }

  /** Makes the part of a range that may hold something else than zeros read as zeros. */
  private void clear(long start, long end) throws IOException {
    long next = start >= writtenEnd ? Math.max(start, Math.min(end, layout.zeroedBytes())) : start;
    while (next < end) {
      int count = (int) Math.min(PIECE_BYTES, end - next);
      zeros.clear().limit(count);
      present.clear().limit(count);
      DeviceReader.readFully(channel, layout.device(), next, present);
      if (present.flip().mismatch(zeros) >= 0) {
        put(next, zeros);
      }
      next += count;
    }
  }

  /**
   * Writes a block as it reads, if the range that is about to be written covers only a part of it.
   */
  private void completeBlock(long block, long start, long end) throws IOException {
    long blockStart = block * layout.completedBlockBytes();
    long blockEnd = Math.min(blockStart + layout.completedBlockBytes(), layout.deviceBytes());
    if (block == completedBlock || (start <= blockStart && end >= blockEnd)) {
      return;
    }
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    for (long next = blockStart; next < blockEnd; next += PIECE_BYTES) {
      piece.clear().limit((int) Math.min(PIECE_BYTES, blockEnd - next));
      DeviceReader.readFully(channel, layout.device(), next, piece);
      writeFully(next, piece.flip());
    }
    completedBlock = block;
  }

  private void writeFully(long position, ByteBuffer data) throws IOException {
    long next = position;
    while (data.hasRemaining()) {
      next += channel.write(data, next);
    }
  }

  private static void requireInside(long position, long length, long size) {
    if (position < 0 || length < 0 || length > size - position) {
      throw new IllegalArgumentException(
          length + " bytes at " + position + " of a target of " + size + " bytes");
    }
  }

  private void explaining(Step step) throws IOException {
    try {
      step.run();
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      throw new ProviderException(
          "Cannot restore to " + layout.device() + ": " + e.getMessage() + circumstances.describe(),
          "See dmesg for the kernel's reason; give a full pool space with lvextend.",
          e);
    }
  }

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }
}
