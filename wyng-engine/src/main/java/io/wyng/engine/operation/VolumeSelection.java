package io.wyng.engine.operation;

import io.wyng.engine.archive.ArchiveSettings.ConfiguredVolume;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;
import java.util.List;

/**
 * Which volumes a command is about.
 *
 * @param named those that the user named; all enabled ones when empty
 * @param excluded those that the user excluded; they take precedence
 */
public record VolumeSelection(List<VolumeName> named, List<VolumeName> excluded) {

  /** Copies the lists. */
  public VolumeSelection {
    named = List.copyOf(named);
    excluded = List.copyOf(excluded);
  }

  /**
   * The volumes that the user named, without exceptions.
   *
   * @param named the volumes; all enabled ones when empty
   * @return the selection
   */
  public static VolumeSelection of(List<VolumeName> named) {
    return new VolumeSelection(named, List.of());
  }

  /** The volumes of an archive, each once. */
  List<VolumeName> of(OpenArchive archive) {
    // A misspelt exception would let a volume through that was to be left out.
    excluded.forEach(archive.store()::volume);
    List<VolumeName> selected =
        (named.isEmpty() ? enabled(archive) : named)
            .stream().distinct().filter(name -> !excluded.contains(name)).toList();
    if (selected.isEmpty()) {
      throw new ArchiveException(
          "All volumes are excluded, so there is nothing to do", "Exclude fewer with --volex.");
    }
    return selected;
  }

  private static List<VolumeName> enabled(OpenArchive archive) {
    List<VolumeName> names =
        archive.settings().volumes().stream()
            .filter(ConfiguredVolume::enabled)
            .map(ConfiguredVolume::name)
            .toList();
    if (names.isEmpty()) {
      throw new ArchiveException("The archive has no volumes yet", "Add one with: wyng add VOLUME");
    }
    return names;
  }
}
