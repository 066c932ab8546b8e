package io.wyng.engine.operation;

import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;
import java.util.List;

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
    try (OpenArchive archive = OpenArchive.open(context, OpenArchive.Access.LOCAL_WRITE)) {
      for (VolumeName volume : volumes) {
        if (archive.settings().covers(volume)) {
          throw new ArchiveException(
              "Volume " + volume + " is in the archive already", "There is nothing to do.");
        }
      }
      archive.store().add(volumes.stream().distinct().toList());
    }
  }
}
