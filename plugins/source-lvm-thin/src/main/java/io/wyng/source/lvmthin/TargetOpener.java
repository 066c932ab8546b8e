package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Prepares logical volumes to be restored to: creates, resizes and discards them. */
final class TargetOpener {

  private static final String DISCARD = "blkdiscard";

  /** Kinds of mapping that hold nothing but the volume's own bytes. */
  private static final Set<String> PLAIN_KINDS = Set.of("thin", "linear", "striped");

  /** Volumes whose content others depend on. */
  private static final Set<String> SHARING_ROLES =
      Set.of("private", "thickorigin", "thicksnapshot", "extorigin", "extthinorigin");

  private final LvmHost host;
  private final VolumeGroup group;
  private final DeviceMapper deviceMapper;
  private final LvName name;
  private final TargetRequest request;

  private TargetOpener(LvmHost host, LvName name, TargetRequest request) {
    this.host = host;
    this.group = host.group(name.vg());
    this.deviceMapper = host.deviceMapper();
    this.name = name;
    this.request = request;
  }

  static RestoreTarget open(LvmHost host, TargetRequest request) throws IOException {
    LvName name = TargetPath.parse(request.path());
    host.requireUsable();
    host.programs().require(DISCARD);
    TargetOpener opener = new TargetOpener(host, name, request);
    Optional<LogicalVolume> existing = opener.group.named(name);
    return existing.isPresent() ? opener.reuse(existing.get()) : opener.create();
  }

  private RestoreTarget create() throws IOException {
    LvName poolName =
        Optional.ofNullable(request.sourceLocation())
            .flatMap(PoolLocation::parse)
            .filter(pool -> pool.vg().equals(name.vg()))
            .orElseThrow(this::nowhereToCreate);
    name.requireCreatable();
    ThinPool.open(poolName, group, host.lvm(), deviceMapper);
    LogicalVolume volume = group.createThin(poolName, name, group.roundedUp(request.sizeBytes()));
    try {
      LogicalVolume.Provisioning provisioning = provisioning(volume);
      // Without the pool's zeroing, what LVM wiped of the new volume may have old data around it.
      return provisioning.zeroesNewBlocks()
          ? target(volume, provisioning, volume.sizeBytes())
          : target(volume, provisioning, zeroedByDiscard(volume, provisioning));
    } catch (IOException e) {
      try {
        group.remove(volume);
      } catch (IOException next) {
        e.addSuppressed(next);
      }
      throw e;
    }
  }

  private RestoreTarget reuse(LogicalVolume existing) throws IOException {
    requireOverwritable(existing);
    LogicalVolume volume = group.activate(existing);
    long size = group.roundedUp(request.sizeBytes());
    if (volume.sizeBytes() != size) {
      volume = group.resize(volume, size);
    }
    LogicalVolume.Provisioning provisioning = provisioning(volume);
    // Only now: what a volume loses when it shrinks it shows again when it grows.
    long zeroed = request.content() == Content.REPLACED ? zeroedByDiscard(volume, provisioning) : 0;
    return target(volume, provisioning, zeroed);
  }

  private RestoreTarget target(
      LogicalVolume volume, LogicalVolume.Provisioning provisioning, long zeroedBytes)
      throws IOException {
    boolean thin = volume.segmentType().equals("thin");
    return new LogicalVolumeTarget(
        new LogicalVolumeTarget.Layout(
            volume.name().device(),
            request.sizeBytes(),
            volume.sizeBytes(),
            zeroedBytes,
            thin && !provisioning.zeroesNewBlocks() ? provisioning.chunkSizeBytes() : 0),
        thin ? () -> poolFill(volume) : () -> "");
  }

  /**
   * Discards the whole volume.
   *
   * @return how many bytes from the start certainly read as zeros then: dm-thin ignores the part of
   *     a block at the end, and an external origin shows through what is discarded
   */
  private long zeroedByDiscard(LogicalVolume volume, LogicalVolume.Provisioning provisioning)
      throws IOException {
    ProgramResult result = host.programs().run(DISCARD, List.of(volume.name().device().toString()));
    if (result.complainedOf("busy")) {
      throw inUse();
    }
    boolean unmapped =
        result.succeeded()
            && volume.segmentType().equals("thin")
            && provisioning.unmapsDiscards()
            && deviceMapper.thinVolume(volume.name()).externalOrigin().isEmpty();
    return unmapped ? volume.sizeBytes() - volume.sizeBytes() % provisioning.chunkSizeBytes() : 0;
  }

  private LogicalVolume.Provisioning provisioning(LogicalVolume volume) throws IOException {
    if (!volume.segmentType().equals("thin")) {
      return volume.provisioning();
    }
    return group
        .named(new LvName(name.vg(), volume.pool()))
        .orElseThrow(() -> new IOException("LVM does not list the thin pool of " + name))
        .provisioning();
  }

  private void requireOverwritable(LogicalVolume volume) throws ProviderException {
    boolean plain = PLAIN_KINDS.contains(volume.segmentType());
    if (!plain || volume.roles().stream().anyMatch(SHARING_ROLES::contains)) {
      throw refused(
          "is no plain volume: kind "
              + volume.segmentType()
              + ", "
              + String.join(", ", volume.roles()),
          "Restore to another logical volume, or to a file.");
    }
    if (SnapshotNames.isSnapshot(volume)) {
      throw refused(
          "is a snapshot made by Wyng", "Restore to the volume itself, or to another one.");
    }
    if (volume.access().readOnly()) {
      throw refused("is read only", "Make it writable with: lvchange -prw " + name + ".");
    }
    if (volume.access().open()) {
      throw inUse();
    }
  }

  private ProviderException inUse() {
    return refused(
        "is mounted or open",
        "Unmount it, or shut down what uses it (lsblk " + name.device() + " shows it).");
  }

  private ProviderException refused(String why, String remedy) {
    return new ProviderException("Cannot restore to " + name.device() + ": it " + why, remedy);
  }

  private ProviderException nowhereToCreate() {
    return new ProviderException(
        "There is no logical volume "
            + name
            + ", and no thin pool of the group "
            + name.vg()
            + " is given to create it in",
        "Create it with lvcreate, or give a path in the group of the pool that the archive was made for.");
  }

  private String poolFill(LogicalVolume volume) throws IOException {
    return deviceMapper
        .poolStatus(new LvName(name.vg(), volume.pool()))
        .map(status ->
            "; the thin pool %s/%s is in mode %s, with %d %% of its data and %d %% of its metadata in use"
                .formatted(
                    name.vg(),
                    volume.pool(),
                    status.mode(),
                    status.data().percent(),
                    status.metadata().percent()))
        .orElse("");
  }
}
