package io.wyng.spi.destination;

import java.util.List;

/**
 * What {@link Destination#probe} found.
 *
 * @param mounted the address's path exists and is a mount point
 * @param writable files can be created there
 * @param freeBytes space available to us, or {@link #UNKNOWN}
 * @param freeFiles how many more files can be created, or {@link #UNKNOWN}
 * @param problems what stands in the way, the most important first; empty when all is well
 */
public record DestinationStatus(
    boolean mounted, boolean writable, long freeBytes, long freeFiles, List<Problem> problems) {

  /**
   * Something that stands in the way.
   *
   * @param message what is wrong with which thing, without a full stop
   * @param remedy what to do about it, in whole sentences; may be empty
   */
  public record Problem(String message, String remedy) {}

  /** A number that the destination does not know. */
  public static final long UNKNOWN = -1;

  /** Copies the list of problems. */
  public DestinationStatus {
    problems = List.copyOf(problems);
  }
}
