package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.pipeline.DecodedBatch;
import io.wyng.spi.VolumeName;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The command {@code verify}: everything that a restore does, without a target. */
public final class Verify {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Verify(OperationContext context) {
    this.context = context;
  }

  /**
   * Verifies a session. The result is reported as {@link Event.VolumeVerified}.
   *
   * @param name the volume
   * @param reference the session, or null for the newest
   * @throws io.wyng.engine.failure.IntegrityException when something is not what was stored
   */
  public void run(VolumeName name, @Nullable SessionReference reference) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.READ)) {
      Instant start = context.clock().instant();
      Volume volume = archive.store().volume(name);
      Session session = SessionCheck.select(volume, reference);
      long fetchedBytes =
          new SessionCheck(archive, context.events(), Event.Activity.VERIFY, volume, session)
              .run(new Nowhere());
      context
          .events()
          .on(
              new Event.VolumeVerified(
                  name,
                  session.name(),
                  session.volumeBytes(),
                  fetchedBytes,
                  Duration.between(start, context.clock().instant())));
    }
  }

  /** What was proved is all that is wanted. */
  private static final class Nowhere implements SessionCheck.Taker {
    @Override
    public void content(DecodedBatch.Chunk chunk) {}

    @Override
    public void zeros(long address, long length) {}
  }
}
