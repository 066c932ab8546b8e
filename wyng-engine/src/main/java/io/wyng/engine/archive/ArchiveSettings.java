package io.wyng.engine.archive;

import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.DestinationAddress;
import java.util.List;
import java.util.UUID;

/**
 * What was chosen when an archive was made, and which volumes it covers.
 *
 * @param uuid identity of the archive
 * @param chunkSize size of its chunks
 * @param compression name of its codec
 * @param compressionLevel level of its codec
 * @param hash name of its hash
 * @param location where the volumes are, as {@code --local} has it
 * @param destination where the archive is; its path is a mount point
 * @param subdirectory directory below the mount point, {@code .} for none
 * @param volumes the volumes, in the order in which they were added
 */
public record ArchiveSettings(
    UUID uuid,
    ChunkSize chunkSize,
    String compression,
    int compressionLevel,
    String hash,
    String location,
    DestinationAddress destination,
    String subdirectory,
    List<ConfiguredVolume> volumes) {

  /** Copies the list. */
  public ArchiveSettings {
    volumes = List.copyOf(volumes);
  }

  /**
   * A volume that the archive covers.
   *
   * @param name the volume
   * @param enabled whether a send without names includes it
   */
  public record ConfiguredVolume(VolumeName name, boolean enabled) {}

  /**
   * Whether a volume is covered.
   *
   * @param name the volume
   * @return true when it was added
   */
  public boolean covers(VolumeName name) {
    return volumes.stream().anyMatch(v -> v.name().equals(name));
  }
}
