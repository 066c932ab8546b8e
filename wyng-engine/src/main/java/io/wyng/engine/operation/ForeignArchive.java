package io.wyng.engine.operation;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An archive that is not configured on this machine, as the user names it.
 *
 * @param destination where it is: a URL that ends in a mount point
 * @param subdirectory the directory below the mount point, or null for none
 * @param location where the volumes are on this machine, or null for what the archive says
 * @param temporaryDirectory an existing directory, in which its metadata is kept while it is read.
 *     The manifests of big volumes need some room there
 */
public record ForeignArchive(
    String destination,
    @Nullable String subdirectory,
    @Nullable String location,
    Path temporaryDirectory) {}
