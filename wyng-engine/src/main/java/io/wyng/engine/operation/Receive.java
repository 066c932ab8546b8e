package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionReference;
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

  /** How a restore gets along with what the target holds already. */
  public enum Transfer {
    /** The target's content is thrown away, and everything is fetched and written. */
    EVERYTHING,
    /** Everything is fetched, and what differs is written. */
    SPARSE_WRITE,
    /** The target is read first; only what differs is fetched, and written. */
    SPARSE
  }

  /**
   * What is asked of a restore.
   *
   * @param volume the volume
   * @param session the session, or null for the newest
   * @param saveTo the absolute path to restore to, or null for the volume's own place
   * @param transfer what becomes of the target's present content
   */
  public record Request(
      VolumeName volume,
      @Nullable SessionReference session,
      @Nullable String saveTo,
      Transfer transfer) {}

  /**
   * Restores a session. The result is reported as {@link Event.VolumeReceived}.
   *
   * @param request what to restore, and where to
   * @throws io.wyng.engine.failure.WyngException when it fails. Before the target is touched,
   *     everything that can be known to be wrong is found; a regular file keeps its former content
   *     unless the restore succeeds or was to write only what differs
   */
  public void run(Request request) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.READ)) {
      Volume volume = archive.store().volume(request.volume());
      Session session = SessionCheck.select(volume, request.session());
      SessionCheck check =
          new SessionCheck(archive, context.events(), Event.Activity.RECEIVE, volume, session);
      String path = request.saveTo() == null ? ownPath(archive, volume.name()) : request.saveTo();
      confirmOverwriting(path, volume, session);
      restore(archive, check, path, request.transfer(), volume, session);
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
      OpenArchive archive,
      SessionCheck check,
      String path,
      Transfer transfer,
      Volume volume,
      Session session) {
    Instant start = context.clock().instant();
    long fetchedBytes = 0;
    boolean inPlace =
        Files.exists(Path.of(path))
            && (transfer != Transfer.EVERYTHING || !Files.isRegularFile(Path.of(path)));
    boolean unfinished = false;
    try (RestoreTarget target =
        openTarget(archive.settings().location(), path, transfer, session)) {
      unfinished = true;
      fetchedBytes =
          switch (transfer) {
            case EVERYTHING -> check.run(new IntoTarget(target, path));
            case SPARSE_WRITE -> check.run(new DifferencesIntoTarget(target, path));
            case SPARSE ->
                check.run(
                    new DifferencesIntoTarget(target, path),
                    new TargetSurvey(archive, context.events(), volume, session)
                        .differences(target));
          };
      finish(target, path);
      unfinished = false;
    } catch (IOException e) {
      throw new SourceException("Closing " + path + " failed", e);
    } finally {
      if (unfinished && inPlace) {
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

  private RestoreTarget openTarget(
      String location, String path, Transfer transfer, Session session) {
    try {
      return context
          .plugins()
          .targetFor(path)
          .openTarget(
              new TargetRequest(
                  path,
                  session.volumeBytes(),
                  location,
                  transfer == Transfer.EVERYTHING
                      ? TargetRequest.Content.REPLACED
                      : TargetRequest.Content.UPDATED));
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
