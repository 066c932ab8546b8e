package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.SnapshotNames.BASELINE;
import static io.wyng.source.lvmthin.SnapshotNames.CURRENT;

import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.Snapshot;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes, finds, promotes and removes Wyng's snapshots in one volume group.
 *
 * <p>A snapshot is always found by its identity, not by the name it had when it was handed out:
 * that is what makes {@link #promote} repeatable after a crash at any point.
 */
final class Snapshots {

  private final VolumeGroup group;
  private final ThinPool pool;

  Snapshots(VolumeGroup group, ThinPool pool) {
    this.group = group;
    this.pool = pool;
  }

  Optional<Snapshot> baseline(VolumeName volume, UUID archive) throws IOException {
    Optional<LogicalVolume> found = find(volume, BASELINE);
    if (found.isPresent() && SnapshotNames.isForeign(found.get(), archive)) {
      throw SnapshotNames.foreign(found.get());
    }
    return found.map(snapshot -> handedOut(volume, snapshot));
  }

  Optional<Snapshot> current(VolumeName volume, UUID archive) throws IOException {
    return find(volume, CURRENT)
        .filter(snapshot -> !SnapshotNames.isForeign(snapshot, archive))
        .map(snapshot -> handedOut(volume, snapshot));
  }

  Snapshot createCurrent(LogicalVolume volume, UUID archive) throws IOException {
    LvName name = volume.name().suffixed(CURRENT);
    name.requireCreatable();
    requireUsable(volume.name().suffixed(BASELINE), archive);
    Optional<LogicalVolume> leftover = requireUsable(name, archive);
    // First, because it may be what fills the pool.
    if (leftover.isPresent()) {
      group.remove(leftover.get());
    }
    pool.requireWritable();
    return handedOut(
        VolumeName.parse(volume.name().lv()),
        group.createSnapshot(volume, name, SnapshotNames.tags(archive)));
  }

  Snapshot promote(Snapshot current, String label) throws IOException {
    LogicalVolume snapshot = require(current);
    LvName target = new LvName(group.name(), current.volume().text()).suffixed(BASELINE);
    if (SnapshotNames.isTag(label)) {
      snapshot = group.addTag(snapshot, label);
    }
    if (!snapshot.name().equals(target)) {
      snapshot = replaceBaseline(snapshot, target);
    }
    return handedOut(current.volume(), snapshot);
  }

  /** Renames a baseline; its tag is what it is known by when its name is not that of its origin. */
  Snapshot reassign(Snapshot baseline, VolumeName newVolume) throws IOException {
    LogicalVolume snapshot = require(baseline);
    LvName target = new LvName(group.name(), newVolume.text()).suffixed(BASELINE);
    target.requireCreatable();
    if (!snapshot.name().equals(target)) {
      snapshot = group.addTag(snapshot, SnapshotNames.TAG);
      snapshot = replaceBaseline(snapshot, target);
    }
    return handedOut(newVolume, snapshot);
  }

  void displaceBaseline(VolumeName volume, UUID archive) throws IOException {
    Optional<LogicalVolume> found = find(volume, BASELINE);
    if (found.isPresent() && SnapshotNames.isForeign(found.get(), archive)) {
      group.remove(found.get());
    }
  }

  void remove(Snapshot snapshot) throws IOException {
    Optional<LogicalVolume> found = group.identified(snapshot.identity());
    if (found.isEmpty()) {
      return;
    }
    if (!SnapshotNames.isSnapshot(found.get())) {
      throw SnapshotNames.inTheWay(found.get());
    }
    group.remove(found.get());
  }

  /** The volume that a snapshot handed out earlier is, whatever it is called now. */
  LogicalVolume require(Snapshot snapshot) throws IOException {
    return group
        .identified(snapshot.identity())
        .orElseThrow(() ->
            new ProviderException(
                "The snapshot "
                    + snapshot.handle()
                    + " ("
                    + snapshot.identity()
                    + ") exists no more",
                "Somebody else removed it; start the command again."));
  }

  private LogicalVolume replaceBaseline(LogicalVolume snapshot, LvName target) throws IOException {
    Optional<LogicalVolume> former = group.named(target);
    if (former.isPresent()) {
      if (!SnapshotNames.isSnapshot(former.get())) {
        throw SnapshotNames.inTheWay(former.get());
      }
      if (!sameArchive(snapshot, former.get())) {
        throw SnapshotNames.foreign(former.get());
      }
      group.remove(former.get());
    }
    return group.rename(snapshot, target);
  }

  private static boolean sameArchive(LogicalVolume snapshot, LogicalVolume former) {
    return SnapshotNames.archiveTags(former).isEmpty()
        || SnapshotNames.archiveTags(snapshot).equals(SnapshotNames.archiveTags(former));
  }

  private Optional<LogicalVolume> find(VolumeName volume, String suffix) throws IOException {
    if (!LvName.isValid(volume.text())) {
      return Optional.empty();
    }
    LvName name = new LvName(group.name(), volume.text()).suffixed(suffix);
    return group.named(name).filter(this::isOurs);
  }

  /** What bears the name already, which must be ours to replace. */
  private Optional<LogicalVolume> requireUsable(LvName name, UUID archive) throws IOException {
    Optional<LogicalVolume> present = group.named(name);
    if (present.isPresent() && !isOurs(present.get())) {
      throw SnapshotNames.inTheWay(present.get());
    }
    if (present.isPresent() && SnapshotNames.isForeign(present.get(), archive)) {
      throw SnapshotNames.foreign(present.get());
    }
    return present;
  }

  private boolean isOurs(LogicalVolume volume) {
    return SnapshotNames.isSnapshot(volume) && volume.isThinIn(pool.name());
  }

  private static Snapshot handedOut(VolumeName volume, LogicalVolume snapshot) {
    return new Snapshot(volume, snapshot.uuid(), snapshot.sizeBytes(), snapshot.name().qualified());
  }
}
