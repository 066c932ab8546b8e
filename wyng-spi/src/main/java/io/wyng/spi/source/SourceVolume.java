package io.wyng.spi.source;

import io.wyng.spi.VolumeName;

/**
 * A volume that a source holds.
 *
 * @param name its name
 * @param sizeBytes its size now
 */
public record SourceVolume(VolumeName name, long sizeBytes) {}
