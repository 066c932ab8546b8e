package io.wyng.source.lvmthin;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A volume group: what is in it, and our changes to it.
 *
 * <p>Asking LVM means a scan of all disks, so it is asked once, and our own successful changes are
 * entered here. It is asked again after a change that failed, and for what others may have changed:
 * the list of all volumes, and a volume that is not known.
 */
final class VolumeGroup {

  private final String name;
  private final Lvm lvm;
  private final DeviceMapper deviceMapper;
  private final Map<String, LogicalVolume> volumes = new TreeMap<>();
  private long extentSizeBytes;
  private boolean exists;
  private boolean known;

  VolumeGroup(String name, Lvm lvm, DeviceMapper deviceMapper) {
    this.name = name;
    this.lvm = lvm;
    this.deviceMapper = deviceMapper;
  }

  String name() {
    return name;
  }

  /** All visible volumes as they are now, in the order of their names. */
  List<LogicalVolume> volumes() throws IOException {
    known = false;
    return List.copyOf(present().values());
  }

  /** A volume as it is now, LVM being asked again when none of the name is known. */
  Optional<LogicalVolume> sought(LvName volume) throws IOException {
    known = known && volumes.containsKey(volume.lv());
    return named(volume);
  }

  /** Whether the host has a group of this name. */
  boolean exists() throws IOException {
    present();
    return exists;
  }

  Optional<LogicalVolume> named(LvName volume) throws IOException {
    return Optional.ofNullable(present().get(volume.lv()));
  }

  Optional<LogicalVolume> identified(String uuid) throws IOException {
    return present().values().stream().filter(volume -> volume.uuid().equals(uuid)).findFirst();
  }

  /** The size, a multiple of the group's extents, that a volume of so many bytes gets. */
  long roundedUp(long sizeBytes) throws IOException {
    present();
    long extent = Math.max(extentSizeBytes, 512);
    return Math.multiplyExact(Math.ceilDiv(sizeBytes, extent), extent);
  }

  /** Makes a read-only snapshot of a thin volume; nothing is left behind when that fails. */
  LogicalVolume createSnapshot(LogicalVolume origin, LvName snapshot, Collection<String> tags)
      throws IOException {
    change(() -> lvm.createSnapshot(origin.name(), snapshot, tags));
    try {
      LogicalVolume made =
          new LogicalVolume(
              snapshot,
              deviceMapper.volumeUuid(snapshot),
              deviceMapper.thinVolume(snapshot).sizeBytes(),
              origin.segmentType(),
              origin.pool(),
              origin.name().lv(),
              Set.copyOf(tags),
              Set.of("public", "snapshot", "thinsnapshot"),
              new LogicalVolume.Access(true, true, false),
              origin.provisioning());
      volumes.put(snapshot.lv(), made);
      return made;
    } catch (IOException e) {
      known = false;
      try {
        lvm.remove(snapshot);
      } catch (IOException next) {
        e.addSuppressed(next);
      }
      throw e;
    }
  }

  /** Creates an empty thin volume. */
  LogicalVolume createThin(LvName pool, LvName volume, long sizeBytes) throws IOException {
    change(() -> lvm.createThin(pool, volume, sizeBytes));
    known = false;
    return named(volume)
        .orElseThrow(() -> new IOException(volume + " was created, but LVM does not list it"));
  }

  LogicalVolume resize(LogicalVolume volume, long sizeBytes) throws IOException {
    change(() -> lvm.resize(volume, sizeBytes));
    known = false;
    return named(volume.name())
        .filter(resized -> resized.sizeBytes() == sizeBytes)
        .orElseThrow(() -> new IOException(volume.name() + " did not get the size " + sizeBytes));
  }

  /** Creates its device node, unless it has one. */
  LogicalVolume activate(LogicalVolume volume) throws IOException {
    if (volume.access().active()) {
      return volume;
    }
    change(() -> lvm.activate(volume.name()));
    return entered(volume.activated());
  }

  LogicalVolume addTag(LogicalVolume volume, String tag) throws IOException {
    if (volume.tags().contains(tag)) {
      return volume;
    }
    change(() -> lvm.addTag(volume.name(), tag));
    Set<String> tags = new LinkedHashSet<>(volume.tags());
    tags.add(tag);
    return entered(volume.tagged(tags));
  }

  LogicalVolume rename(LogicalVolume volume, LvName newName) throws IOException {
    change(() -> lvm.rename(volume.name(), newName));
    volumes.remove(volume.name().lv());
    return entered(volume.renamed(newName));
  }

  void remove(LogicalVolume volume) throws IOException {
    change(() -> lvm.remove(volume.name()));
    volumes.remove(volume.name().lv());
  }

  private LogicalVolume entered(LogicalVolume volume) {
    volumes.put(volume.name().lv(), volume);
    return volume;
  }

  private Map<String, LogicalVolume> present() throws IOException {
    if (!known) {
      Optional<LvmReport> report = lvm.report(name);
      exists = report.isPresent();
      volumes.clear();
      report.map(LvmReport::volumes).orElse(List.of()).forEach(this::entered);
      extentSizeBytes = report.map(LvmReport::extentSizeBytes).orElse(0L);
      known = true;
    }
    return volumes;
  }

  private void change(Change change) throws IOException {
    boolean succeeded = false;
    try {
      change.make();
      succeeded = true;
    } finally {
      known = known && succeeded;
    }
  }

  @FunctionalInterface
  private interface Change {
    void make() throws IOException;
  }
}
