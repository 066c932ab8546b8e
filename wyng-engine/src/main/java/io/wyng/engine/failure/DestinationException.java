package io.wyng.engine.failure;

import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.DestinationStatus;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A destination that cannot be reached, is not mounted, read-only, full or failing. Each {@link
 * DestinationFault} has an exit status of its own, from 21 on.
 */
public final class DestinationException extends WyngException {

  /** The exit status of a failure of no well-known kind. */
  public static final int EXIT_CODE = 20;

  private static final long serialVersionUID = 1L;

  /** The well-known reason, if it is one. */
  private final @Nullable DestinationFault fault;

  /**
   * Describes the failure.
   *
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as a sentence; may be empty
   */
  public DestinationException(String message, String remedy) {
    super(message, remedy, null);
    this.fault = null;
  }

  /**
   * A problem that a destination reports.
   *
   * @param what what was to be done, and on what
   * @param problem why it cannot be done
   */
  public DestinationException(String what, DestinationStatus.Problem problem) {
    super(what + ": " + problem.message(), problem.remedy(), null);
    this.fault = problem.fault();
  }

  /**
   * What failed, with the reason and the remedy taken from the failure below.
   *
   * @param what what was being done, and on what
   * @param cause why it failed
   */
  public DestinationException(String what, IOException cause) {
    super(what + ": " + reason(cause), remedyOf(cause), cause);
    this.fault = cause instanceof DestinationFaultException known ? known.fault() : null;
  }

  /**
   * Whether this is the reason.
   *
   * @param reason a well-known reason
   * @return false for other reasons, and when none is known
   */
  public boolean is(DestinationFault reason) {
    return fault == reason;
  }

  @Override
  public int exitCode() {
    return switch (fault) {
      case null -> EXIT_CODE;
      case UNREACHABLE -> 21;
      case UNTRUSTED -> 22;
      case AUTHENTICATION -> 23;
      case CONNECTION_LOST -> 24;
      case NO_SPACE -> 25;
      case PERMISSION_DENIED -> 26;
    };
  }
}
