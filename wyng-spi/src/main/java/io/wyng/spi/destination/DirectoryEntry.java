package io.wyng.spi.destination;

/**
 * An entry of a directory.
 *
 * @param name its name, one path component
 * @param kind what it is
 * @param sizeBytes the size of a file; 0 for everything else
 */
public record DirectoryEntry(String name, Kind kind, long sizeBytes) {

  /** What an entry is. */
  public enum Kind {
    /** A regular file. */
    FILE,
    /** A directory. */
    DIRECTORY,
    /** Anything else, symbolic links included. */
    OTHER
  }
}
