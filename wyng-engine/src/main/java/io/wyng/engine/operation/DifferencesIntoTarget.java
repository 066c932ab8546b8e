package io.wyng.engine.operation;

import io.wyng.engine.failure.SourceException;
import io.wyng.engine.pipeline.DecodedBatch;
import io.wyng.spi.source.RestoreTarget;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Writes chunks only where the target holds something else: each chunk that it is given is compared
 * with what the target holds, so that afterwards the target holds it, whatever was there before.
 */
final class DifferencesIntoTarget implements SessionCheck.Taker {

  private static final int PIECE_BYTES = 1 << 20;

  private final RestoreTarget target;
  private final String path;
  private final ByteBuffer zeros = ByteBuffer.allocate(PIECE_BYTES).asReadOnlyBuffer();
  private ByteBuffer present = ByteBuffer.allocate(PIECE_BYTES);

  DifferencesIntoTarget(RestoreTarget target, String path) {
    this.target = target;
    this.path = path;
  }

  @Override
  public void content(DecodedBatch.Chunk chunk) {
    try {
      if (!present(chunk.address(), chunk.content().remaining()).equals(chunk.content())) {
        target.write(chunk.address(), chunk.content());
      }
    } catch (IOException e) {
      throw new SourceException("Updating " + path + " at " + chunk.address() + " failed", e);
    }
  }

  @Override
  public void zeros(long address, long length) {
    long end = address + length;
    for (long next = address; next < end; next += PIECE_BYTES) {
      zeroPiece(next, (int) Math.min(PIECE_BYTES, end - next));
    }
  }

  private void zeroPiece(long address, int length) {
    try {
      if (!present(address, length).equals(zeros.slice(0, length))) {
        target.zero(address, length);
      }
    } catch (IOException e) {
      throw new SourceException("Zeroing " + path + " at " + address + " failed", e);
    }
  }

  private ByteBuffer present(long address, int length) throws IOException {
    if (present.capacity() < length) {
      present = ByteBuffer.allocate(length);
    }
    present.clear().limit(length);
    target.read(address, present);
    return present.flip();
  }
}
