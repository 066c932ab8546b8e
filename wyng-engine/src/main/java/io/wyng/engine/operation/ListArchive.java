package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Volume;

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
          settings.volumes().stream().map(v -> summary(archive.store().volume(v.name()))).toList());
    }
  }

  private static VolumeSummary summary(Volume volume) {
    return new VolumeSummary(
        volume.name(),
        volume.enabled(),
        volume.description(),
        volume.sessions().stream()
            .map(s -> new VolumeSummary.SessionSummary(s.name(), s.volumeBytes(), s.tags()))
            .toList());
  }
}
