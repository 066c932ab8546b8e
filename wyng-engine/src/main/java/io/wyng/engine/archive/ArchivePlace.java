package io.wyng.engine.archive;

import io.wyng.spi.destination.DestinationAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where an archive is that this machine may know nothing of.
 *
 * @param destination where its destination is; its path is a mount point
 * @param subdirectory directory below the mount point, {@code .} for none
 * @param location where the volumes are on this machine, instead of what the archive says; null to
 *     believe the archive
 */
public record ArchivePlace(
    DestinationAddress destination, String subdirectory, @Nullable String location) {}
