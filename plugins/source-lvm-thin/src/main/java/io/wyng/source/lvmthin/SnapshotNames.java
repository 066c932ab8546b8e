package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How Wyng names and tags its snapshots (archive format 1, section 4.2): {@code VOLUME.tick} is the
 * baseline, {@code VOLUME.tock} the current one; the tag {@code wyng} marks both, and {@code
 * arch-UUID} tells the archive that they serve.
 */
final class SnapshotNames {

  static final String BASELINE = ".tick";
  static final String CURRENT = ".tock";

  /** What every snapshot is tagged with. */
  static final String TAG = "wyng";

  private static final String ARCHIVE_TAG = "arch-";
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9+._][a-zA-Z0-9+._-]{0,127}");

  private SnapshotNames() {}

  /**
   * Whether a volume is a snapshot made by Wyng. Those of Wyng 0.2rc1 have no tags; they are known
   * by being read-only snapshots of the volume that their name speaks of. Anything else of such a
   * name belongs to the user.
   */
  static boolean isSnapshot(LogicalVolume volume) {
    Optional<String> base = baseName(volume.name().lv());
    return base.isPresent()
        && volume.segmentType().equals("thin")
        && (volume.tags().contains(TAG)
            || (volume.access().readOnly() && volume.origin().equals(base.get())));
  }

  /** Whether a snapshot serves another archive. One that is tagged for none serves any. */
  static boolean isForeign(LogicalVolume snapshot, UUID archive) {
    Set<String> archives = archiveTags(snapshot);
    return !archives.isEmpty() && !archives.contains(ARCHIVE_TAG + archive);
  }

  /** The tags that tell which archives a snapshot serves. */
  static Set<String> archiveTags(LogicalVolume snapshot) {
    return snapshot.tags().stream()
        .filter(tag -> tag.startsWith(ARCHIVE_TAG))
        .collect(Collectors.toUnmodifiableSet());
  }

  static List<String> tags(UUID archive) {
    return List.of(TAG, ARCHIVE_TAG + archive);
  }

  /** Whether the label can be a tag; LVM allows none that starts with {@code -}. */
  static boolean isTag(String label) {
    return LABEL.matcher(label).matches();
  }

  static ProviderException foreign(LogicalVolume snapshot) {
    return new ProviderException(
        "The snapshot "
            + snapshot.name()
            + " serves another archive (its tags: "
            + String.join(", ", snapshot.tags().stream().sorted().toList())
            + "), and a volume can have only one",
        "Back the volume up to that archive, or give the snapshot up with: wyng send --remap (or"
            + " lvremove "
            + snapshot.name()
            + ").");
  }

  static ProviderException inTheWay(LogicalVolume volume) {
    return new ProviderException(
        "The logical volume "
            + volume.name()
            + " was not made by Wyng, but has the name that Wyng needs for its snapshot",
        "Give it another name with: lvrename " + volume.name() + " NEWNAME.");
  }

  private static Optional<String> baseName(String name) {
    for (String suffix : List.of(BASELINE, CURRENT)) {
      if (name.length() > suffix.length() && name.endsWith(suffix)) {
        return Optional.of(name.substring(0, name.length() - suffix.length()));
      }
    }
    return Optional.empty();
  }
}
