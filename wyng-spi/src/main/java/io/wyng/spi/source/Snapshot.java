package io.wyng.spi.source;

import io.wyng.spi.VolumeName;

/**
 * A read-only image of a volume at one instant.
 *
 * @param volume the volume it was made of
 * @param identity what no other snapshot has ever had; 1 to 64 characters of {@code a-z A-Z 0-9 + .
 *     _ -}
 * @param sizeBytes the size of the volume at that instant
 * @param handle what the source finds it by; meaningless to everybody else
 */
public record Snapshot(VolumeName volume, String identity, long sizeBytes, String handle) {}
