package io.wyng.engine.format.chunkfile;

import io.wyng.engine.failure.DestinationException;
import io.wyng.spi.destination.DestinationStatus;

/** Whether a destination can be used for what is to be done. */
final class DestinationCheck {

  private DestinationCheck() {}

  /**
   * @throws DestinationException when it cannot; the message is the destination's own
   */
  static DestinationStatus usable(RemoteStore remote, boolean writing) {
    DestinationStatus status = remote.probe();
    boolean usable = status.mounted() && (status.writable() || !writing);
    if (!usable) {
      String problem =
          status.problems().isEmpty()
              ? "it is " + (status.mounted() ? "not writable" : "not mounted")
              : status.problems().getFirst();
      throw new DestinationException(
          "The destination " + remote.address() + " cannot be used: " + problem,
          String.join(" ", status.problems().stream().skip(1).toList()));
    }
    return status;
  }
}
