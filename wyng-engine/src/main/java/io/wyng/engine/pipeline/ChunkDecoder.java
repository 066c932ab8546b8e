package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import io.wyng.spi.hash.Hasher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that chunks are what was stored, and decompresses them: the digest first, so that the
 * decompressor sees nothing forged; then the length, exactly. Used by one worker thread.
 */
public final class ChunkDecoder implements OrderedPipeline.Stage<StoredBatch, DecodedBatch> {

  private final VolumeName volume;
  private final Decompressor decompressor;
  private final Hasher hasher;
  private final BufferPool storedBuffers;
  private final BufferPool decodedBuffers;

  /**
   * A decoder for one thread.
   *
   * @param volume the volume, for messages
   * @param decompressor closed with this decoder
   * @param hasher hashes the compressed bytes
   * @param storedBuffers takes back the reader's buffers
   * @param decodedBuffers gives buffers for a batch of chunks
   */
  public ChunkDecoder(
      VolumeName volume,
      Decompressor decompressor,
      Hasher hasher,
      BufferPool storedBuffers,
      BufferPool decodedBuffers) {
    this.volume = volume;
    this.decompressor = decompressor;
    this.hasher = hasher;
    this.storedBuffers = storedBuffers;
    this.decodedBuffers = decodedBuffers;
  }

  @Override
  public DecodedBatch process(StoredBatch batch) {
    return switch (batch) {
      case ZeroRun zeroRun -> zeroRun;
      case StoredBatch.Data data -> decode(data);
    };
  }

  private DecodedBatch decode(StoredBatch.Data batch) {
    ByteBuffer decoded = decodedBuffers.take();
    List<DecodedBatch.Chunk> chunks = new ArrayList<>(batch.chunks().size());
    long storedBytes = 0;
    for (StoredChunk chunk : batch.chunks()) {
      storedBytes += chunk.bytes().remaining();
      checkDigest(chunk);
      chunks.add(new DecodedBatch.Chunk(chunk.address(), decompress(chunk, decoded)));
    }
    storedBuffers.give(batch.buffer());
    return new DecodedBatch.Data(chunks, storedBytes, decoded);
  }

  private void checkDigest(StoredChunk chunk) {
    hasher.update(chunk.bytes().duplicate());
    if (!ChunkDigest.of(hasher.digest()).equals(chunk.digest())) {
      throw damaged(chunk, "is not what was stored (its hash differs)", null);
    }
  }

  private ByteBuffer decompress(StoredChunk chunk, ByteBuffer decoded) {
    int start = decoded.position();
    ByteBuffer target = decoded.slice(start, chunk.volumeBytes());
    try {
      decompressor.decompress(chunk.bytes(), target);
    } catch (CorruptDataException e) {
      throw damaged(chunk, "cannot be decompressed to its length: " + e.getMessage(), e);
    }
    if (target.hasRemaining()) {
      throw damaged(
          chunk,
          "decompresses to " + target.position() + " bytes instead of " + chunk.volumeBytes(),
          null);
    }
    decoded.position(start + chunk.volumeBytes());
    return target.flip();
  }

  private IntegrityException damaged(StoredChunk chunk, String how, @Nullable Throwable cause) {
    return IntegrityFailures.damagedChunk(
        volume, chunk.session(), new ChunkAddress(chunk.address()), how, cause);
  }

  @Override
  public void close() {
    decompressor.close();
  }
}
