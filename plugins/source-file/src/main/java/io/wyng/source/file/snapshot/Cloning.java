package io.wyng.source.file.snapshot;

/** Whether snapshots may be clones that share space with their volume. */
public enum Cloning {
  /** Wherever the file system can. */
  WHERE_POSSIBLE,
  /** Never: snapshots are always copied. */
  NEVER
}
