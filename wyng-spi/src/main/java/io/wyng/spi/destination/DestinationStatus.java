package io.wyng.spi.destination;

import io.wyng.spi.ProviderException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Destination#probe} found.
 *
 * @param mounted the address's path exists and is a mount point; for a destination without mount
 *     points, whether what it stands for can be reached
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
   * @param fault which of the well-known reasons it is, or null
   */
  public record Problem(String message, String remedy, @Nullable DestinationFault fault) {

    /**
     * A problem of no well-known kind.
     *
     * @param message what is wrong with which thing, without a full stop
     * @param remedy what to do about it, in whole sentences; may be empty
     */
    public Problem(String message, String remedy) {
      this(message, remedy, null);
    }

    /**
     * The problem that a failure tells of.
     *
     * @param failure what was thrown
     * @return the same in the form of a problem
     */
    public static Problem of(ProviderException failure) {
      String message = String.valueOf(failure.getMessage());
      return failure instanceof DestinationFaultException known
          ? new Problem(message, failure.remedy(), known.fault())
          : new Problem(message, failure.remedy());
    }
  }

  /** A number that the destination does not know. */
  public static final long UNKNOWN = -1;

  /** Copies the list of problems. */
  public DestinationStatus {
    problems = List.copyOf(problems);
  }
}
