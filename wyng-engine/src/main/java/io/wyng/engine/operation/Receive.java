package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.pipeline.DecodedBatch;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.TargetRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The command {@code receive}: restores a volume as it was at a session. */
public final class Receive {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Receive(OperationContext context) {
    this.context = context;
  }

  /**
   * Restores a session. The result is reported as {@link Event.VolumeReceived}.
   *
   * @param name the volume
   * @param sessionName the session, or null for the newest
   * @param saveTo the absolute path to restore to, or null for the volume's own place
   * @throws io.wyng.engine.failure.WyngException when it fails. Before the target is touched,
   *     everything that can be known to be wrong is found; a regular file keeps its former content
   *     unless the restore succeeds
   */
  public void run(VolumeName name, @Nullable SessionName sessionName, @Nullable String saveTo) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.READ)) {
      Volume volume = archive.store().volume(name);
      Session session = SessionCheck.select(volume, sessionName);
      SessionCheck check =
          new SessionCheck(archive, context.events(), Event.Activity.RECEIVE, volume, session);
      String path = saveTo == null ? ownPath(archive, name) : saveTo;
      confirmOverwriting(path, volume, session);
      restore(check, archive.settings().location(), path, volume, session);
    }
  }

  private static String ownPath(OpenArchive archive, VolumeName name) {
    try (Source source = archive.openSource()) {
      return source.restorePath(name);
    } catch (IOException e) {
      throw new SourceException("The place of volume " + name + " cannot be found", e);
    }
  }

  private void confirmOverwriting(String path, Volume volume, Session session) {
    if (!Files.exists(Path.of(path))) {
      return;
    }
    String question =
        "Overwrite "
            + path
            + " with volume "
            + volume.name()
            + " of session "
            + session.name()
            + "?";
    if (!context.confirmation().confirm(question)) {
      throw new UsageException(
          "Not restored: " + path + " exists and nobody agreed to overwrite it",
          "Say yes when asked, give -u (--unattended) to overwrite without being asked, or name"
              + " another path with --save-to.");
    }
  }

  private void restore(
      SessionCheck check, String location, String path, Volume volume, Session session) {
    Instant start = context.clock().instant();
    long fetchedBytes = 0;
    boolean device = Files.exists(Path.of(path)) && !Files.isRegularFile(Path.of(path));
    boolean unfinished = false;
    try (RestoreTarget target = openTarget(location, path, session)) {
      unfinished = true;
      fetchedBytes = check.run(new IntoTarget(target, path));
      finish(target, path);
      unfinished = false;
    } catch (IOException e) {
      throw new SourceException("Closing " + path + " failed", e);
    } finally {
      if (unfinished && device) {
        context
            .events()
            .on(
                new Event.Warning(
                    path + " may hold an unfinished restore",
                    "Do not use it before a restore has succeeded."));
      }
    }
    context
        .events()
        .on(
            new Event.VolumeReceived(
                volume.name(),
                session.name(),
                path,
                session.volumeBytes(),
                fetchedBytes,
                Duration.between(start, context.clock().instant())));
  }

  private RestoreTarget openTarget(String location, String path, Session session) {
    try {
      return context
          .plugins()
          .targetFor(path)
          .openTarget(
              new TargetRequest(
                  path, session.volumeBytes(), location, TargetRequest.Content.REPLACED));
    } catch (IOException e) {
      throw new SourceException("Restoring to " + path + " is not possible", e);
    }
  }

  private static void finish(RestoreTarget target, String path) {
    try {
      target.finish();
    } catch (IOException e) {
      throw new SourceException("Making " + path + " durable failed", e);
    }
  }

  /** Writes chunks where they belong; what is zero is left to the target. */
  private record IntoTarget(RestoreTarget target, String path) implements SessionCheck.Taker {

    @Override
    public void content(DecodedBatch.Chunk chunk) {
      try {
        target.write(chunk.address(), chunk.content());
      } catch (IOException e) {
        throw new SourceException("Writing to " + path + " at " + chunk.address() + " failed", e);
      }
    }

    @Override
    public void zeros(long address, long length) {
      try {
        target.zero(address, length);
      } catch (IOException e) {
        throw new SourceException("Zeroing " + path + " at " + address + " failed", e);
      }
    }
  }
}
