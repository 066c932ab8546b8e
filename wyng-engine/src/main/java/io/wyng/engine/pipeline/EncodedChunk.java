package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkDigest;
import java.nio.ByteBuffer;

/**
 * A chunk as an archive stores it.
 *
 * @param address byte offset in the volume
 * @param volumeBytes how much of the volume it stands for
 * @param digest digest of the compressed bytes, or {@link ChunkDigest#ZERO}
 * @param bytes the compressed bytes; empty for a zero chunk. Valid until the sink returns
 */
public record EncodedChunk(long address, int volumeBytes, ChunkDigest digest, ByteBuffer bytes) {}
