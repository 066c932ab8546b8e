package io.wyng.engine.operation;

import io.wyng.spi.source.StorageFill;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An archive, for listings.
 *
 * @param uuid its identity
 * @param formatVersion 1 or 2
 * @param local where the volumes are
 * @param destination where the archive is, as a URL
 * @param subdirectory the directory below the destination's mount point; {@code .} for none
 * @param compression codec and level, as {@code zlib:4}
 * @param hash name of the hash
 * @param chunkBytes size of a chunk
 * @param volumes the volumes, in the order in which they were added
 * @param fill how full the volumes' storage is; null when that was not asked for, or when the
 *     storage has no such notion
 */
public record ArchiveSummary(
    UUID uuid,
    int formatVersion,
    String local,
    String destination,
    String subdirectory,
    String compression,
    String hash,
    int chunkBytes,
    List<VolumeSummary> volumes,
    @Nullable StorageFill fill) {}
