package io.wyng.engine.format;

import io.wyng.spi.VolumeName;

/**
 * The snapshots of an archive's volumes, as far as a change of the archive concerns them. They are
 * of use only together with the archive, so that it is more important to go on than to find them:
 * an implementation reports what it cannot do, and does not throw.
 */
public interface VolumeSnapshots {

  /**
   * Removes the snapshots of a volume that the archive no longer has.
   *
   * @param volume the volume; it may have none
   */
  void remove(VolumeName volume);

  /**
   * Lets the baseline of a volume follow its new name in the archive. Called again after a crash,
   * it finishes what it had begun.
   *
   * @param volume the former name; it may have no baseline
   * @param newName the new name
   */
  void reassign(VolumeName volume, VolumeName newName);
}
