package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.UsageException;

/** The command {@code arch-delete}: removes an archive with all that belongs to it. */
public final class DeleteArchive {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public DeleteArchive(OperationContext context) {
    this.context = context;
  }

  /**
   * Deletes the archive at the destination, the snapshots of its volumes, and what this machine
   * knows of it; the volumes themselves are not touched. The result is reported as {@link
   * Event.ArchiveDeleted}.
   *
   * @throws UsageException when nobody agreed
   * @throws io.wyng.engine.failure.WyngException when it fails; once it was begun, the archive can
   *     only be deleted, and calling again goes on with that
   */
  public void run() {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.DELETE)) {
      ArchiveSettings settings = archive.settings();
      confirm(settings);
      archive.store().deleteContent(archive.snapshots());
      archive.removeDirectory();
      archive.store().forget();
      context
          .events()
          .on(
              new Event.ArchiveDeleted(
                  settings.uuid(), settings.destination().toString(), settings.volumes().size()));
    }
  }

  private void confirm(ArchiveSettings settings) {
    int volumes = settings.volumes().size();
    String question =
        "Delete the archive at "
            + settings.destination()
            + (settings.subdirectory().equals(".") ? "" : ", directory " + settings.subdirectory())
            + ", for ever: every session of "
            + (volumes == 1 ? "its one volume" : "all " + volumes + " volumes")
            + ", the snapshots, and the configuration in "
            + context.metaDirectory()
            + "?";
    if (!context.confirmation().confirm(question)) {
      throw new UsageException(
          "The archive was not deleted: nobody agreed to it",
          "Say yes when asked, or give -u (--unattended) to delete without being asked.");
    }
  }
}
