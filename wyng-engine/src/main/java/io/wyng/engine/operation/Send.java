package io.wyng.engine.operation;

import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.failure.WyngException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The command {@code send}: adds a session of each volume that has changed. */
public final class Send {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public Send(OperationContext context) {
    this.context = context;
  }

  /**
   * Sends volumes, one after the other. Results are reported as {@link Event.VolumeSent}, {@link
   * Event.VolumeUnchanged} and {@link Event.VolumeSkipped}; trouble with one volume does not keep
   * the others from being sent.
   *
   * @param request which volumes, and how
   * @throws IncompleteException when some of several volumes were skipped
   * @throws WyngException when nothing could be sent
   */
  public void run(SendRequest request) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE);
        Source source = archive.openSource()) {
      List<VolumeName> names = request.volumes().of(archive);
      List<Volume> volumes = names.stream().map(archive.store()::volume).toList();
      describe(archive, volumes, request);
      if (request.deduplicate()) {
        archive.store().shareChunks(context.events());
      }
      RoomMaker room = new RoomMaker(context, archive, request.pruning(), names);
      room.beforeAll();
      sendAll(archive, source, names, request, room);
    } catch (IOException e) {
      throw new SourceException("Leaving the volumes' storage failed", e);
    }
  }

  /** Refuses what cannot be stored before anything is done. */
  private static void describe(OpenArchive archive, List<Volume> volumes, SendRequest request) {
    if (!request.tags().isEmpty()) {
      FormatTwo.require("Tags", volumes);
    }
    String description = request.description();
    if (description != null) {
      FormatTwo.require("Descriptions", volumes);
      volumes.forEach(volume -> archive.store().describe(volume, description));
    }
  }

  private void sendAll(
      OpenArchive archive,
      Source source,
      List<VolumeName> volumes,
      SendRequest request,
      RoomMaker room) {
    SessionName name = sessionName(volumes.stream().map(archive.store()::volume).toList());
    CurrentSnapshots snapshots =
        new CurrentSnapshots(context.events(), archive.settings(), source, request.limits());
    SkippedVolumes skipped = new SkippedVolumes(context.events(), volumes.size());
    for (VolumeName each : volumes) {
      try {
        Volume volume = archive.store().volume(each);
        if (request.displace()) {
          snapshots.displace(each);
        }
        new VolumeSend(context, archive, source, volume, snapshots, request.tags(), room).run(name);
      } catch (SourceException | IntegrityException e) {
        skipped.add(each, e);
      }
    }
    skipped.check("sent", "Everything else was sent.");
  }

  /**
   * The local time, or one second after the newest session where that is not later: a clock that
   * was set back must not bring sessions out of order.
   */
  private SessionName sessionName(List<Volume> volumes) {
    SessionName now = SessionName.at(LocalDateTime.now(context.clock()));
    Optional<SessionName> newest =
        volumes.stream()
            .flatMap(v -> v.lastSession().stream())
            .map(Session::name)
            .max(SessionName::compareTo);
    if (newest.isEmpty() || newest.get().compareTo(now) < 0) {
      return now;
    }
    try {
      return SessionName.at(newest.get().time().plusSeconds(1));
    } catch (DateTimeException e) {
      throw new ArchiveException(
          "The newest session " + newest.get() + " lies in the future and is no date that exists",
          "Remove that session, or correct this machine's clock.",
          e);
    }
  }
}
