package io.wyng.source.file.snapshot;

import io.wyng.source.file.snapshot.SnapshotFile.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the files of one volume and archive mean together.
 *
 * <p>While an overlay is being folded, its base is a mixture and not a snapshot any more; overlay
 * and base together are the one snapshot there is. When the base has got the overlay's identity the
 * folding is complete, and the overlay is a leftover.
 *
 * @param files all of them
 */
record SnapshotState(List<SnapshotFile> files) {

  Optional<SnapshotFile> baseline() {
    return folding(Role.FOLDING_BASELINE)
        .or(() -> first(file -> file.role() == Role.BASELINE && !isBeingFoldedInto(file)));
  }

  Optional<SnapshotFile> current() {
    return folding(Role.FOLDING_CURRENT)
        .or(() -> first(file -> file.role() == Role.CURRENT))
        .or(() -> first(file -> file.role() == Role.OVERLAY && hasBase(file)));
  }

  /** An overlay whose folding was begun and not completed. */
  Optional<SnapshotFile> folding() {
    return folding(Role.FOLDING_BASELINE).or(() -> folding(Role.FOLDING_CURRENT));
  }

  /** What is neither a snapshot nor needed by one. */
  List<SnapshotFile> leftovers() {
    return files.stream()
        .filter(file -> file.role() == Role.PARTIAL || (file.role().isOverlay() && !hasBase(file)))
        .toList();
  }

  Optional<SnapshotFile> withIdentity(String identity) {
    return baseline()
        .filter(file -> file.identity().toString().equals(identity))
        .or(() -> current().filter(file -> file.identity().toString().equals(identity)));
  }

  /** The file of a base, which stays in the role of the baseline until its overlay is folded. */
  static SnapshotFile baseOf(SnapshotFile overlay) {
    return SnapshotFile.image(overlay.base().orElseThrow(), Role.BASELINE);
  }

  private Optional<SnapshotFile> folding(Role role) {
    return first(file -> file.role() == role && hasBase(file));
  }

  private boolean hasBase(SnapshotFile overlay) {
    return files.contains(baseOf(overlay));
  }

  private boolean isBeingFoldedInto(SnapshotFile image) {
    UUID base = image.identity();
    return first(file -> file.role().isFolding() && file.base().equals(Optional.of(base)))
        .isPresent();
  }

  private Optional<SnapshotFile> first(Predicate<SnapshotFile> condition) {
    return files.stream().filter(condition).findFirst();
  }
}
