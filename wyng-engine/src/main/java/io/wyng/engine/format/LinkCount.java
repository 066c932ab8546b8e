package io.wyng.engine.format;

/**
 * What was done to share equal chunks.
 *
 * @param chunks how many stored chunks were looked at
 * @param linkedChunks how many of them are now links to another one, those included that were
 *     already
 * @param damagedChunks how many were given up as the one to link to, because they are missing or
 *     damaged at the destination or differ there from their equal
 * @param freedBytes by how much the free space of the destination has grown meanwhile; -1 when it
 *     does not tell
 */
public record LinkCount(long chunks, long linkedChunks, long damagedChunks, long freedBytes) {}
