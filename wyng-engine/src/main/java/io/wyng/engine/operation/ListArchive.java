package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.format.ArchiveStore;
import io.wyng.engine.format.SessionContent;
import io.wyng.engine.operation.VolumeSummary.SessionSummary;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.StorageFill;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code list}: what this machine knows of the archive. The destination is not needed.
 */
public final class ListArchive {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public ListArchive(OperationContext context) {
    this.context = context;
  }

  /**
   * Looks at the archive.
   *
   * @return its settings, volumes and sessions
   */
  public ArchiveSummary run() {
    return run(false);
  }

  /**
   * Looks at the archive.
   *
   * @param details whether to count what each session added, and to ask the volumes' storage how
   *     full it is; storage that does not answer is reported as a warning
   * @return its settings, volumes and sessions
   */
  public ArchiveSummary run(boolean details) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.LOCAL_READ)) {
      ArchiveSettings settings = archive.settings();
      return new ArchiveSummary(
          settings.uuid(),
          archive.store().formatVersion(),
          settings.location(),
          settings.destination().toString(),
          settings.subdirectory(),
          settings.compression() + ":" + settings.compressionLevel(),
          settings.hash(),
          settings.chunkSize().bytes(),
          settings.volumes().stream()
              .map(v -> summary(archive.store(), archive.store().volume(v.name()), details))
              .toList(),
          details ? fill(archive) : null);
    }
  }

  private @Nullable StorageFill fill(OpenArchive archive) {
    try (Source source = archive.openSource()) {
      return source.fill().orElse(null);
    } catch (SourceException e) {
      context.events().on(new Event.Warning(String.valueOf(e.getMessage()), e.remedy()));
    } catch (IOException e) {
      context
          .events()
          .on(
              new Event.Warning(
                  "How full the volumes' storage is cannot be found out: " + e.getMessage(), ""));
    }
    return null;
  }

  private static VolumeSummary summary(ArchiveStore store, Volume volume, boolean details) {
    return new VolumeSummary(
        volume.name(),
        volume.enabled(),
        volume.description(),
        volume.sessions().stream()
            .map(session ->
                details
                    ? detailed(store, volume, session)
                    : new SessionSummary(session.name(), session.volumeBytes(), session.tags()))
            .toList());
  }

  private static SessionSummary detailed(ArchiveStore store, Volume volume, Session session) {
    SessionContent content = store.content(volume, session);
    long chunkBytes = store.settings().chunkSize().bytes();
    return new SessionSummary(
        session.name(),
        session.volumeBytes(),
        session.tags(),
        content.storedChunks() * chunkBytes,
        (content.storedChunks() + content.zeroChunks()) * chunkBytes);
  }
}
