package io.wyng.engine.operation;

import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    run(volume, newName, null);
  }

  /**
   * Renames a volume in the archive, and describes it anew.
   *
   * @param volume the volume
   * @param newName its new name
   * @param description words about it, or null to leave them as they are
   * @throws ArchiveException as {@link #run(VolumeName, VolumeName)}, and when the archive cannot
   *     hold a description; nothing is renamed then
   * @throws io.wyng.engine.failure.WyngException when it fails; once it was begun, the next command
   *     finishes the renaming
   */
  public void run(VolumeName volume, VolumeName newName, @Nullable String description) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.WRITE)) {
      Volume known = archive.store().volume(volume);
      VolumeName name = known.name();
      if (archive.settings().covers(newName)) {
        throw new ArchiveException(
            "Volume "
                + name
                + " cannot be renamed: the archive has a volume "
                + newName
                + " already",
            "Choose another name, or delete that volume first with: wyng delete " + newName);
      }
      if (description != null) {
        FormatTwo.require("Descriptions", List.of(known));
      }
      archive.store().rename(name, newName, archive.snapshots());
      if (description != null) {
        archive.store().describe(archive.store().volume(newName), description);
      }
      context.events().on(new Event.VolumeRenamed(name, newName));
    }
  }
}
