package org.example.backup.mvstore;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Blocks of files as values of a map. MVStore's own type for bytes lets the memory of a page be
 * estimated, far too low with values as large as these: its cache would grow without a bound.
 */
final class BlockType extends BasicDataType<byte[]> {

  static final BlockType INSTANCE = new BlockType();

  private static final int ARRAY_HEADER_BYTES = 16;

  private BlockType() {}

  @Override
  public boolean isMemoryEstimationAllowed() {
    return false;
  }

  @Override
  public int getMemory(byte[] block) {
    return ARRAY_HEADER_BYTES + block.length;
  }

  @Override
  public void write(WriteBuffer buffer, byte[] block) {
    buffer.putVarInt(block.length);
    buffer.put(block);
  }

  /** What the file says about the length is not to be trusted. */
  @Override
  public byte[] read(ByteBuffer buffer) {
    int length = DataUtils.readVarInt(buffer);
    if (length < 0 || length > Nodes.BLOCK_BYTES) {
      throw DataUtils.newMVStoreException(
          DataUtils.ERROR_FILE_CORRUPT, "A block has {0} bytes", length);
    }
    byte[] block = new byte[length];
    buffer.get(block);
    return block;
  }

  @Override
  public byte[][] createStorage(int size) {
    return new byte[size][];
  }
}
