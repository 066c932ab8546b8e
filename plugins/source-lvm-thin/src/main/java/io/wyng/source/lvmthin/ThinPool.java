package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.io.IOException;

/** The thin pool that a source reads from, while it is open. */
final class ThinPool {

  /** From here on a pool may be full before anybody looks; LVM itself starts warning at 80 %. */
  static final int DATA_LIMIT_PERCENT = 90;

  /** A pool without metadata space is lost without repair, so there is more distance to keep. */
  static final int METADATA_LIMIT_PERCENT = 80;

  private final LvName name;
  private final LogicalVolume.Provisioning provisioning;
  private final Lvm lvm;
  private final DeviceMapper deviceMapper;

  private ThinPool(LogicalVolume volume, Lvm lvm, DeviceMapper deviceMapper) {
    this.name = volume.name();
    this.provisioning = volume.provisioning();
    this.lvm = lvm;
    this.deviceMapper = deviceMapper;
  }

  /** The pool of that name, which must be one. */
  static ThinPool open(LvName name, VolumeGroup group, Lvm lvm, DeviceMapper deviceMapper)
      throws IOException {
    boolean exists = group.exists();
    LogicalVolume volume =
        group
            .named(name)
            .orElseThrow(() ->
                new ProviderException(
                    "There is no thin pool " + name + ": " + missing(name, exists),
                    "List the thin pools with: lvs -S segtype=thin-pool."));
    if (!volume.isThinPool()) {
      throw new ProviderException(
          "The logical volume "
              + name
              + " is no thin pool: its kind is "
              + volume.segmentType()
              + (volume.pool().isEmpty() ? "" : ", in the pool " + volume.pool()),
          "Name the pool that holds the volumes: lvs -o lv_name,pool_lv " + name.vg() + ".");
    }
    return new ThinPool(volume, lvm, deviceMapper);
  }

  private static String missing(LvName name, boolean groupExists) {
    return groupExists
        ? "the volume group " + name.vg() + " has no logical volume of that name"
        : "the volume group " + name.vg() + " does not exist on this host";
  }

  LvName name() {
    return name;
  }

  long chunkSizeBytes() {
    return provisioning.chunkSizeBytes();
  }

  /** The kernel's status of the pool, which is activated if need be. */
  PoolStatus status() throws IOException {
    var status = deviceMapper.poolStatus(name);
    if (status.isEmpty()) {
      lvm.activate(name);
      status = deviceMapper.poolStatus(name);
    }
    return status.orElseThrow(() ->
        new ProviderException(
            "The thin pool " + name + " cannot be activated", "Try: lvchange -ay " + name + "."));
  }

  /** Refuses when the pool is so full that a snapshot, and writing to its origin, might fill it. */
  void requireSpaceForSnapshot() throws IOException {
    requireSpaceForSnapshot(name, status());
  }

  static void requireSpaceForSnapshot(LvName pool, PoolStatus status) throws ProviderException {
    if (!status.mode().equals("rw")) {
      throw new ProviderException(
          "The thin pool " + pool + " takes no more writes: its mode is " + status.mode(),
          "Give it space with: lvextend -L +10G " + pool + ", and see dmesg for its troubles.");
    }
    if (status.metadata().percent() >= METADATA_LIMIT_PERCENT) {
      throw tooFull(pool, status, "lvextend --poolmetadatasize +128M " + pool);
    }
    if (status.data().percent() >= DATA_LIMIT_PERCENT) {
      throw tooFull(pool, status, "lvextend -L +10G " + pool);
    }
  }

  private static ProviderException tooFull(LvName pool, PoolStatus status, String command) {
    return new ProviderException(
        "The thin pool %s is too full for another snapshot: data %d %% (limit %d), metadata %d %% (limit %d)"
            .formatted(
                pool,
                status.data().percent(),
                DATA_LIMIT_PERCENT,
                status.metadata().percent(),
                METADATA_LIMIT_PERCENT),
        "Make it bigger, for instance with: " + command + "; or remove old snapshots.");
  }
}
