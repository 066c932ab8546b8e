package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns chunks into what an archive stores (archive format 1, chapter 3): a full chunk of zeros
 * that is not the last one becomes {@link ChunkDigest#ZERO}, everything else is compressed and the
 * compressed bytes are hashed. Used by one worker thread.
 */
public final class ChunkEncoder implements OrderedPipeline.Stage<ChunkBatch, EncodedBatch> {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Compressor compressor;
  private final Hasher hasher;
  private final long lastAddress;
  private final BufferPool rawBuffers;
  private final BufferPool encodedBuffers;
  private final byte[] zeros;

  /**
   * An encoder for one thread.
   *
   * @param compressor closed with this encoder
   * @param hasher hashes the compressed bytes
   * @param chunkBytes size of a full chunk
   * @param lastAddress byte offset of the volume's last chunk
   * @param rawBuffers takes back the reader's buffers
   * @param encodedBuffers gives buffers for a batch of chunks, compressed
   */
  public ChunkEncoder(
      Compressor compressor,
      Hasher hasher,
      int chunkBytes,
      long lastAddress,
      BufferPool rawBuffers,
      BufferPool encodedBuffers) {
    this.compressor = compressor;
    this.hasher = hasher;
    this.lastAddress = lastAddress;
    this.rawBuffers = rawBuffers;
    this.encodedBuffers = encodedBuffers;
    this.zeros = new byte[chunkBytes];
  }

  @Override
  public EncodedBatch process(ChunkBatch batch) {
    return switch (batch) {
      case ZeroRun zeroRun -> zeroRun;
      case ChunkBatch.Data data -> encode(data);
    };
  }

  private EncodedBatch encode(ChunkBatch.Data batch) {
    ByteBuffer encoded = encodedBuffers.take();
    ByteBuffer content = batch.content();
    List<EncodedChunk> chunks = new ArrayList<>(batch.addresses().length);
    int end = 0;
    for (int i = 0; i < batch.addresses().length; i++) {
      int start = end;
      end += batch.lengths()[i];
      content.limit(end).position(start);
      chunks.add(encode(batch.addresses()[i], content, encoded));
    }
    rawBuffers.give(content);
    return new EncodedBatch.Data(chunks, encoded);
  }

  private EncodedChunk encode(long address, ByteBuffer content, ByteBuffer encoded) {
    int length = content.remaining();
    if (address != lastAddress && isZero(content)) {
      return new EncodedChunk(address, length, ChunkDigest.ZERO, NOTHING);
    }
    int start = encoded.position();
    compressor.compress(content, encoded);
    ByteBuffer bytes = encoded.slice(start, encoded.position() - start);
    hasher.update(bytes.duplicate());
    return new EncodedChunk(address, length, ChunkDigest.of(hasher.digest()), bytes);
  }

  private boolean isZero(ByteBuffer content) {
    int from = content.arrayOffset() + content.position();
    int length = content.remaining();
    return length == zeros.length
        && Arrays.equals(content.array(), from, from + length, zeros, 0, length);
  }

  @Override
  public void close() {
    compressor.close();
  }
}
