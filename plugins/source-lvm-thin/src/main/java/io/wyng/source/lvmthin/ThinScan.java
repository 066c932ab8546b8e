package io.wyng.source.lvmthin;

import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.RangeConsumer;
import io.wyng.spi.source.Snapshot;
import java.io.IOException;

/** Asks the thin metadata of a pool, which stays reserved while the scan is open. */
final class ThinScan implements ChangeScan {

  private final ThinPool pool;
  private final VolumeGroup group;
  private final Snapshots snapshots;
  private final DeviceMapper deviceMapper;
  private final ThinDelta thinDelta;
  private final MetadataReservation reservation;

  ThinScan(
      ThinPool pool,
      VolumeGroup group,
      Snapshots snapshots,
      DeviceMapper deviceMapper,
      ThinDelta thinDelta,
      MetadataReservation reservation) {
    this.pool = pool;
    this.group = group;
    this.snapshots = snapshots;
    this.deviceMapper = deviceMapper;
    this.thinDelta = thinDelta;
    this.reservation = reservation;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Where nothing is mapped, a volume with an external origin shows the origin. That never
   * changes, so a delta of mappings is right for two snapshots with the same one.
   */
  @Override
  public void changed(Snapshot baseline, Snapshot current, RangeConsumer ranges)
      throws IOException {
    Mapped left = mapped(baseline);
    Mapped right = mapped(current);
    if (!left.thin().externalOrigin().equals(right.thin().externalOrigin())) {
      ranges.accept(0, current.sizeBytes());
      return;
    }
    compare(
        left,
        right,
        DeltaRanges.changed(left.volume(), right.volume(), pool.chunkSizeBytes(), ranges));
  }

  @Override
  public void allocated(Snapshot snapshot, RangeConsumer ranges) throws IOException {
    Mapped mapped = mapped(snapshot);
    if (mapped.thin().externalOrigin().isPresent()) {
      ranges.accept(0, snapshot.sizeBytes());
      return;
    }
    compare(mapped, mapped, DeltaRanges.mapped(mapped.volume(), pool.chunkSizeBytes(), ranges));
  }

  private void compare(Mapped left, Mapped right, DeltaRanges ranges) throws IOException {
    thinDelta.compare(
        DeviceMapper.metadataDevice(pool.name()),
        left.thin().thinId(),
        right.thin().thinId(),
        ranges);
    reservation.requireHeld();
    ranges.finish();
  }

  /** What the kernel says of a snapshot, which must be active for that. */
  private Mapped mapped(Snapshot snapshot) throws IOException {
    LvName name = group.activate(snapshots.require(snapshot)).name();
    DeviceMapper.ThinVolume thin = deviceMapper.thinVolume(name);
    return new Mapped(
        thin,
        new DeltaRanges.Volume(
            thin.thinId(), snapshot.sizeBytes(), deviceMapper.mappedBytes(name)));
  }

  private record Mapped(DeviceMapper.ThinVolume thin, DeltaRanges.Volume volume) {}

  @Override
  public void close() throws IOException {
    reservation.close();
  }
}
