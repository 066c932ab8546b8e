package io.wyng.source.lvmthin;

import java.util.Set;

/**
 * A logical volume as LVM reports it.
 *
 * @param name its name
 * @param uuid its identity, which LVM never gives again
 * @param sizeBytes its size
 * @param segmentType the kind of mapping: {@code thin}, {@code thin-pool}, {@code linear}, ...
 * @param pool name of the thin pool it lies in, or empty
 * @param origin name of the volume it is a snapshot of, or empty
 * @param tags its tags
 * @param roles what else it is to LVM: {@code public}, {@code private}, {@code thinorigin}, ...
 * @param access how it can be accessed now
 * @param provisioning how a thin pool hands out space; meaningless for others
 */
record LogicalVolume(
    LvName name,
    String uuid,
    long sizeBytes,
    String segmentType,
    String pool,
    String origin,
    Set<String> tags,
    Set<String> roles,
    Access access,
    Provisioning provisioning) {

  /**
   * How a volume can be accessed now.
   *
   * @param readOnly whether it is meant to be read only
   * @param active whether its device node exists
   * @param open whether somebody has it open or mounted
   */
  record Access(boolean readOnly, boolean active, boolean open) {}

  /**
   * How a thin pool hands out space.
   *
   * @param chunkSizeBytes size of a block of the pool
   * @param zeroesNewBlocks whether a block that is written for the first time, and only partly,
   *     reads as zeros elsewhere; if not it shows what the pool held there before
   * @param unmapsDiscards whether discarding a whole block makes it read as zeros
   */
  record Provisioning(long chunkSizeBytes, boolean zeroesNewBlocks, boolean unmapsDiscards) {}

  LogicalVolume {
    tags = Set.copyOf(tags);
    roles = Set.copyOf(roles);
  }

  boolean isThinPool() {
    return segmentType.equals("thin-pool");
  }

  boolean isThinIn(LvName thinPool) {
    return segmentType.equals("thin")
        && name.vg().equals(thinPool.vg())
        && pool.equals(thinPool.lv());
  }

  LogicalVolume renamed(LvName newName) {
    return new LogicalVolume(
        newName, uuid, sizeBytes, segmentType, pool, origin, tags, roles, access, provisioning);
  }

  LogicalVolume tagged(Set<String> newTags) {
    return new LogicalVolume(
        name, uuid, sizeBytes, segmentType, pool, origin, newTags, roles, access, provisioning);
  }

  LogicalVolume activated() {
    return new LogicalVolume(
        name,
        uuid,
        sizeBytes,
        segmentType,
        pool,
        origin,
        tags,
        roles,
        new Access(access.readOnly(), true, access.open()),
        provisioning);
  }
}
