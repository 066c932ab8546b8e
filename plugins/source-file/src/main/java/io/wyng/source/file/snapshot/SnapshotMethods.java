package io.wyng.source.file.snapshot;

/**
 * How snapshots may be made.
 *
 * @param cloning whether they may be clones that share space with their volume, where the file
 *     system can; otherwise they are always copied
 * @param leastBytesCopiedInBackground how large a volume must be for a first copy to be made while
 *     it is used already; smaller ones take no time worth saving
 */
public record SnapshotMethods(boolean cloning, long leastBytesCopiedInBackground) {

  /** As a user wants them. */
  public static final SnapshotMethods STANDARD = new SnapshotMethods(true, 64 << 20);
}
