package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.UsageException;
import io.wyng.spi.VolumeName;

/** The command {@code delete}: removes a volume from the archive, with all its sessions. */
public final class DeleteVolume {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public DeleteVolume(OperationContext context) {
    this.context = context;
  }

  /**
   * Deletes a volume from the archive, and its snapshots; the volume itself is not touched. The
   * result is reported as {@link Event.VolumeDeleted}.
   *
   * @param name the volume
   * @throws io.wyng.engine.failure.ArchiveException when the archive has no such volume
   * @throws UsageException when nobody agreed
   * @throws io.wyng.engine.failure.WyngException when it fails; once it was begun, the next command
   *     finishes it
   */
  public void run(VolumeName name) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE)) {
      Volume volume = archive.store().volume(name);
      confirm(volume, archive.settings().destination().toString());
      archive.store().delete(name, archive.snapshots());
      context.events().on(new Event.VolumeDeleted(name, volume.sessions().size()));
    }
  }

  private void confirm(Volume volume, String destination) {
    String question =
        "Delete volume "
            + volume.name()
            + " with "
            + sessions(volume)
            + " from the archive at "
            + destination
            + ", for ever?";
    if (!context.confirmation().confirm(question)) {
      throw new UsageException(
          "Volume " + volume.name() + " was not deleted: nobody agreed to it",
          "Say yes when asked, or give -u (--unattended) to delete without being asked.");
    }
  }

  private static String sessions(Volume volume) {
    return switch (volume.sessions().size()) {
      case 0 -> "no sessions";
      case 1 -> "its only session " + volume.sessions().getFirst().name();
      default ->
          "all "
              + volume.sessions().size()
              + " sessions ("
              + volume.sessions().getFirst().name()
              + " to "
              + volume.sessions().getLast().name()
              + ")";
    };
  }
}
