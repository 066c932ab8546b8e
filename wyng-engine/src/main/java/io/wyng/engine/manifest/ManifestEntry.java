package io.wyng.engine.manifest;

import io.wyng.engine.archive.ChunkDigest;

/**
 * A line of a manifest, or of several merged: what a chunk holds.
 *
 * @param address byte offset of the chunk in the volume
 * @param digest digest of what is stored, or {@link ChunkDigest#ZERO}
 * @param manifest index of the manifest that the line came from; 0 in a single manifest
 */
public record ManifestEntry(long address, ChunkDigest digest, int manifest) {}
