package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.spi.VolumeName;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code arch-check}: reads everything that an archive holds, and says what is damaged
 * and what can still be restored.
 */
public final class CheckArchive {

  private final OperationContext context;

  /**
   * The command in a context.
   *
   * @param context what it works with
   */
  public CheckArchive(OperationContext context) {
    this.context = context;
  }

  /**
   * What is asked of a check.
   *
   * @param volumes the volumes; all of the archive when empty
   * @param newestOnly check only what the newest session of each volume consists of
   * @param repair have the next send store again what the newest sessions lack
   */
  public record Request(List<VolumeName> volumes, boolean newestOnly, boolean repair) {

    /** Copies the list. */
    public Request {
      volumes = List.copyOf(volumes);
    }
  }

  /**
   * Checks. Damage is reported as {@link Event.DamageFound}, and what is left of each volume as
   * {@link Event.VolumeChecked}; damage does not end the check.
   *
   * @param request what to check
   * @throws IntegrityException when something is damaged, after everything was checked
   */
  public void run(Request request) {
    OpenArchive.Access access =
        request.repair() ? OpenArchive.Access.COMPARE : OpenArchive.Access.READ;
    try (OpenArchive archive = OpenArchive.open(context, access)) {
      List<VolumeName> names =
          request.volumes().isEmpty()
              ? archive.settings().volumes().stream().map(ConfiguredVolume::name).toList()
              : request.volumes().stream().distinct().toList();
      List<VolumeName> damaged = new ArrayList<>();
      for (VolumeName name : names) {
        if (!isIntact(archive, name, request)) {
          damaged.add(name);
        }
      }
      if (!damaged.isEmpty()) {
        throw new IntegrityException(
            "The archive is damaged: "
                + String.join(", ", damaged.stream().map(VolumeName::text).toList())
                + " ("
                + damaged.size()
                + " of "
                + names.size()
                + " volumes)",
            request.repair()
                ? "What was damaged stands above. Send now, so that the newest sessions become whole"
                    + " again; then check once more."
                : "What was damaged stands above. To have the next send store again what the newest"
                    + " sessions lack: wyng arch-check --repair");
      }
    }
  }

  private boolean isIntact(OpenArchive archive, VolumeName name, Request request) {
    Volume volume;
    try {
      volume = archive.store().volume(name);
    } catch (IntegrityException e) {
      context.events().on(new Event.DamageFound(name, null, null, String.valueOf(e.getMessage())));
      return false;
    }
    return volume.sessions().isEmpty()
        || new VolumeCheck(context, archive, volume, request.newestOnly(), request.repair()).run();
  }
}
