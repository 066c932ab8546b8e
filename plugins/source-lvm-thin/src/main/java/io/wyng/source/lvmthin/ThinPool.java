package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.StorageFill;
import java.io.IOException;

/** The thin pool that a source reads from, while it is open. */
final class ThinPool {

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

  /** How full the pool is. */
  StorageFill fill() throws IOException {
    return fill(name, status());
  }

  static StorageFill fill(LvName pool, PoolStatus status) {
    return new StorageFill(
        "thin pool " + pool,
        new StorageFill.Level(
            Math.toIntExact(status.data().percent()),
            "Give it more with: lvextend -L +10G " + pool + "; or remove old snapshots."),
        new StorageFill.Level(
            Math.toIntExact(status.metadata().percent()),
            "Give it more with: lvextend --poolmetadatasize +128M "
                + pool
                + "; or remove old snapshots."));
  }

  /** Refuses when the pool takes no more writes. */
  void requireWritable() throws IOException {
    requireWritable(name, status());
  }

  static void requireWritable(LvName pool, PoolStatus status) throws ProviderException {
    if (!status.mode().equals("rw")) {
      throw new ProviderException(
          "The thin pool " + pool + " takes no more writes: its mode is " + status.mode(),
          "Give it space with: lvextend -L +10G " + pool + ", and see dmesg for its troubles.");
    }
  }
}
