package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.SessionName;
import java.nio.ByteBuffer;

/**
 * A chunk as it came from a destination, with what trusted metadata says of it.
 *
 * @param address byte offset in the volume
 * @param volumeBytes how much of the volume it stands for: what it must decompress to
 * @param digest what the bytes must hash to
 * @param session the session in which it is stored
 * @param bytes what came, at most the greatest size accepted
 */
public record StoredChunk(
    long address, int volumeBytes, ChunkDigest digest, SessionName session, ByteBuffer bytes) {}
