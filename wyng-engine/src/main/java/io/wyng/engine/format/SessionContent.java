package io.wyng.engine.format;

/**
 * What a session added to an archive, as its manifest tells.
 *
 * @param storedChunks chunks for which something was stored
 * @param zeroChunks chunks of zeros, for which nothing was
 */
public record SessionContent(long storedChunks, long zeroChunks) {}
