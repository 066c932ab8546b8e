package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import io.wyng.spi.source.StorageFill;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The volumes of a thin pool. */
final class LvmThinSource implements Source {

  private final LvmHost host;
  private final VolumeGroup group;
  private final ThinPool pool;
  private final Snapshots snapshots;

  private LvmThinSource(LvmHost host, VolumeGroup group, ThinPool pool) {
    this.host = host;
    this.group = group;
    this.pool = pool;
    this.snapshots = new Snapshots(group, pool);
  }

  static LvmThinSource open(LvmHost host, LvName poolName) throws IOException {
    host.requireUsable();
    VolumeGroup group = host.group(poolName.vg());
    return new LvmThinSource(
        host, group, ThinPool.open(poolName, group, host.lvm(), host.deviceMapper()));
  }

  @Override
  public List<SourceVolume> volumes() throws IOException {
    return group.volumes().stream()
        .filter(volume -> VolumeName.isValid(volume.name().lv()))
        .filter(this::isVolume)
        .map(LvmThinSource::described)
        .toList();
  }

  @Override
  public Optional<SourceVolume> volume(VolumeName name) throws IOException {
    return find(name).map(LvmThinSource::described);
  }

  @Override
  public String restorePath(VolumeName name) {
    return "/dev/" + group.name() + "/" + name;
  }

  @Override
  public Optional<StorageFill> fill() throws IOException {
    return Optional.of(pool.fill());
  }

  @Override
  public Optional<Snapshot> baseline(VolumeName volume, UUID archive) throws IOException {
    return snapshots.baseline(volume, archive);
  }

  @Override
  public Optional<Snapshot> current(VolumeName volume, UUID archive) throws IOException {
    return snapshots.current(volume, archive);
  }

  @Override
  public Snapshot createCurrent(VolumeName volume, UUID archive) throws IOException {
    LogicalVolume origin =
        find(volume)
            .orElseThrow(() ->
                new ProviderException(
                    "There is no volume " + volume + " in the thin pool " + pool.name(),
                    "List the pool's volumes with: lvs -S pool_lv=" + pool.name().lv() + "."));
    return snapshots.createCurrent(origin, archive);
  }

  @Override
  public Snapshot promote(Snapshot current, String label) throws IOException {
    return snapshots.promote(current, label);
  }

  @Override
  public Snapshot reassign(Snapshot baseline, VolumeName newVolume) throws IOException {
    return snapshots.reassign(baseline, newVolume);
  }

  @Override
  public void displaceBaseline(VolumeName volume, UUID archive) throws IOException {
    snapshots.displaceBaseline(volume, archive);
  }

  @Override
  public void remove(Snapshot snapshot) throws IOException {
    snapshots.remove(snapshot);
  }

  @Override
  public ChangeScan openScan() throws IOException {
    ThinDelta thinDelta = ThinDelta.probe(host.programs());
    MetadataReservation reservation =
        MetadataReservation.reserve(pool, host.deviceMapper(), host.runDirectory());
    return new ThinScan(pool, group, snapshots, host.deviceMapper(), thinDelta, reservation);
  }

  @Override
  public BlockReader openReader(Snapshot snapshot) throws IOException {
    return new DeviceReader(group.activate(snapshots.require(snapshot)).name().device());
  }

  @Override
  public void close() {
    // Everything that needs an end is closed by itself: scans, readers and targets.
  }

  private Optional<LogicalVolume> find(VolumeName name) throws IOException {
    return LvName.isValid(name.text())
        ? group.sought(new LvName(group.name(), name.text())).filter(this::isVolume)
        : Optional.empty();
  }

  private boolean isVolume(LogicalVolume volume) {
    return volume.isThinIn(pool.name()) && !SnapshotNames.isSnapshot(volume);
  }

  private static SourceVolume described(LogicalVolume volume) {
    return new SourceVolume(VolumeName.parse(volume.name().lv()), volume.sizeBytes());
  }
}
