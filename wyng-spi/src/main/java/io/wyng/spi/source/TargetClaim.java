package io.wyng.spi.source;

/** How well a path fits a provider of restore targets. Later values are stronger. */
public enum TargetClaim {
  /** The provider cannot restore to such a path. */
  NONE,
  /** The provider can, when nobody knows the path better (any file, any block device). */
  GENERAL,
  /** The path has a form that belongs to this kind of storage. */
  SPECIFIC
}
