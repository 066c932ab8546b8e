package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command {@code send}: adds a session of each volume that has changed. */
public final class Send {

  private final OperationContext context;

  /**
   * What the user asked for.
   *
   * @param volumes the volumes; all enabled ones when empty
   * @param deduplicate chunks that the archive has already are linked to instead of stored
   */
  public record Request(List<VolumeName> volumes, boolean deduplicate) {

    /** Copies the list. */
    public Request {
      volumes = List.copyOf(volumes);
    }
  }

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
   * @param request what to send, and how
   * @throws IncompleteException when some of several volumes were skipped
   * @throws WyngException when nothing could be sent
   */
  public void run(Request request) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE);
        Source source = archive.openSource()) {
      if (request.deduplicate()) {
        archive.store().shareChunks(context.events());
      }
      List<VolumeName> names = request.volumes().isEmpty() ? enabled(archive) : request.volumes();
      List<Volume> volumes = names.stream().distinct().map(archive.store()::volume).toList();
      sendAll(archive, source, volumes);
    } catch (IOException e) {
      throw new SourceException("Leaving the volumes' storage failed", e);
    }
  }

  private static List<VolumeName> enabled(OpenArchive archive) {
    List<VolumeName> names =
        archive.settings().volumes().stream()
            .filter(ConfiguredVolume::enabled)
            .map(ConfiguredVolume::name)
            .toList();
    if (names.isEmpty()) {
      throw new ArchiveException(
          "The archive has no volumes to send", "Add one with: wyng add VOLUME");
    }
    return names;
  }

  private void sendAll(OpenArchive archive, Source source, List<Volume> volumes) {
    SessionName name = sessionName(volumes);
    List<VolumeName> skipped = new ArrayList<>();
    for (Volume volume : volumes) {
      try {
        new VolumeSend(context, archive, source, volume).run(name);
      } catch (SourceException | IntegrityException e) {
        if (volumes.size() == 1 || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        skipped.add(volume.name());
        context
            .events()
            .on(new Event.VolumeSkipped(volume.name(), String.valueOf(e.getMessage()), e.remedy()));
      }
    }
    if (!skipped.isEmpty()) {
      throw new IncompleteException(
          "Not sent: "
              + String.join(", ", skipped.stream().map(VolumeName::text).toList())
              + " ("
              + skipped.size()
              + " of "
              + volumes.size()
              + " volumes)",
          "The reasons stand above. Everything else was sent.");
    }
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
