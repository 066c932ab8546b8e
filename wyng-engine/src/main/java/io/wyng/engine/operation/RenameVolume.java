package io.wyng.engine.operation;

import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;

/** The command {@code rename}: gives a volume another name in the archive. */
public final class RenameVolume {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public RenameVolume(OperationContext context) {
    this.context = context;
  }

  /**
   * Renames a volume in the archive. Its snapshot follows; the volume itself keeps its name, and
   * whoever wants to go on with backups renames it too. The result is reported as {@link
   * Event.VolumeRenamed}.
   *
   * @param volume the volume
   * @param newName its new name
   * @throws ArchiveException when the archive has no such volume, or has one of the new name
   * @throws io.wyng.engine.failure.WyngException when it fails; once it was begun, the next command
   *     finishes it
   */
  public void run(VolumeName volume, VolumeName newName) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE)) {
      VolumeName name = archive.store().volume(volume).name();
      if (archive.settings().covers(newName)) {
        throw new ArchiveException(
            "Volume "
                + name
                + " cannot be renamed: the archive has a volume "
                + newName
                + " already",
            "Choose another name, or delete that volume first with: wyng delete " + newName);
      }
      archive.store().rename(name, newName, archive.snapshots());
      context.events().on(new Event.VolumeRenamed(name, newName));
    }
  }
}
