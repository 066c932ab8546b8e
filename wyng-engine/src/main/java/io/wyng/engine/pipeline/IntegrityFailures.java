package io.wyng.engine.pipeline;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.spi.VolumeName;
import org.jspecify.annotations.Nullable;

/** The words for chunks that are not what was stored. */
public final class IntegrityFailures {

  private IntegrityFailures() {}

  /**
   * A chunk is damaged or missing.
   *
   * @param volume the volume
   * @param session the session in which the chunk is stored
   * @param address the chunk
   * @param how what is wrong with it, continuing the sentence
   * @param cause what was thrown below, or null
   * @return the failure
   */
  public static IntegrityException damagedChunk(
      VolumeName volume,
      SessionName session,
      ChunkAddress address,
      String how,
      @Nullable Throwable cause) {
    return new IntegrityException(
        "Chunk " + address + " of volume " + volume + ", stored by session " + session + ", " + how,
        "The archive is damaged there. Other sessions may be intact: check them with verify"
            + " --session, oldest first.",
        cause);
  }
}
