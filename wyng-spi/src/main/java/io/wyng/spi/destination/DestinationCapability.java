package io.wyng.spi.destination;

/** What a destination may be able to do. */
public enum DestinationCapability {
  /** {@link Upload#link} makes hard links: equal chunks share their space. */
  HARD_LINKS,
  /** {@link Destination#rename} of a directory is atomic. */
  ATOMIC_DIRECTORY_RENAME,
  /** Other processes may use the same archive for reading at the same time. */
  CONCURRENT_USE
}
