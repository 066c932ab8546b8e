package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.pipeline.DecodedBatch;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Compares the chunks of a session with a snapshot, byte for byte. */
final class Comparison implements SessionCheck.Taker {

  private final BlockReader reader;
  private final Snapshot snapshot;
  private final ChunkSize chunkSize;
  private final ByteBuffer zeros;
  private final ByteBuffer present;
  private final ChangeMap different;

  Comparison(BlockReader reader, Snapshot snapshot, Session session, ChunkSize chunkSize) {
    this.reader = reader;
    this.snapshot = snapshot;
    this.chunkSize = chunkSize;
    this.zeros = ByteBuffer.allocate(chunkSize.bytes()).asReadOnlyBuffer();
    this.present = ByteBuffer.allocate(chunkSize.bytes());
    this.different = ChangeMap.blank(chunkSize, snapshot.sizeBytes());
    // What the session does not have at all.
    long newBytes = Math.max(0, snapshot.sizeBytes() - session.volumeBytes());
    different.markRange(session.volumeBytes(), newBytes);
  }

  @Override
  public void content(DecodedBatch.Chunk chunk) {
    compare(chunk.address(), chunk.content());
  }

  @Override
  public void zeros(long address, long length) {
    long end = Math.min(address + length, snapshot.sizeBytes());
    for (long next = address; next < end; next += chunkSize.bytes()) {
      compare(next, zeros.slice(0, (int) Math.min(chunkSize.bytes(), end - next)));
    }
  }

  /** Compares as much as both have; that the sizes differ is told apart from that. */
  private void compare(long address, ByteBuffer stored) {
    int length = (int) Math.min(stored.remaining(), snapshot.sizeBytes() - address);
    if (length <= 0) {
      return;
    }
    present.clear().limit(length);
    try {
      reader.read(address, present);
    } catch (IOException e) {
      throw new SourceException(
          "Reading volume " + snapshot.volume() + " at " + address + " failed", e);
    }
    if (!present.flip().equals(stored.slice(stored.position(), length))) {
      different.mark(address);
    }
  }

  /** The chunks of the snapshot that are not what the session holds. */
  ChangeMap differences() {
    return different;
  }
}
