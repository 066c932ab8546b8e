package io.wyng.engine.operation;

import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command {@code add}: from now on, the archive covers more volumes. */
public final class AddVolumes {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public AddVolumes(OperationContext context) {
    this.context = context;
  }

  /**
   * Adds volumes. They need not exist yet, and the destination is not needed.
   *
   * @param volumes the volumes
   * @throws ArchiveException when one is covered already; none is added then
   */
  public void run(List<VolumeName> volumes) {
    run(volumes, null);
  }

  /**
   * Adds volumes. They need not exist yet, and the destination is not needed.
   *
   * @param volumes the volumes
   * @param description words about each of them, or null for none
   * @throws ArchiveException when one is covered already, or the archive cannot hold a description;
   *     none is added then
   */
  public void run(List<VolumeName> volumes, @Nullable String description) {
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.LOCAL_WRITE)) {
      for (VolumeName volume : volumes) {
        if (archive.settings().covers(volume)) {
          throw new ArchiveException(
              "Volume " + volume + " is in the archive already", "There is nothing to do.");
        }
      }
      if (description != null) {
        FormatTwo.require("Descriptions", archive.store().formatVersion());
      }
      List<VolumeName> added = volumes.stream().distinct().toList();
      archive.store().add(added);
      if (description != null) {
        added.forEach(name -> archive.store().describe(archive.store().volume(name), description));
      }
    }
  }
}
