package io.wyng.spi.destination;

import io.wyng.spi.ProviderException;
import org.jspecify.annotations.Nullable;

/** A failure of a destination whose reason is one of {@link DestinationFault}. */
public final class DestinationFaultException extends ProviderException {

  private static final long serialVersionUID = 1L;

  /** The reason. */
  private final DestinationFault fault;

  /**
   * A failure without a deeper cause.
   *
   * @param fault the reason
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as one sentence; may be empty
   */
  public DestinationFaultException(DestinationFault fault, String message, String remedy) {
    this(fault, message, remedy, null);
  }

  /**
   * A failure with a cause, which is shown with {@code --debug} only.
   *
   * @param fault the reason
   * @param message what failed, on what, and why; no full stop at the end
   * @param remedy what the operator can do, as one sentence; may be empty
   * @param cause what was thrown below, or null
   */
  public DestinationFaultException(
      DestinationFault fault, String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
    this.fault = fault;
  }

  /**
   * The reason.
   *
   * @return the reason
   */
  public DestinationFault fault() {
    return fault;
  }
}
