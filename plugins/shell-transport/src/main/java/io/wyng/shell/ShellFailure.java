package io.wyng.shell;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a request failed; becomes a message for the operator where it is known what was wanted. */
final class ShellFailure extends IOException {

  private static final long serialVersionUID = 1L;

  private final @Nullable DestinationFault fault;
  private final String reason;
  private final String remedy;

  private ShellFailure(
      @Nullable DestinationFault fault, String reason, String remedy, @Nullable Throwable cause) {
    super(reason, cause);
    this.fault = fault;
    this.reason = reason;
    this.remedy = remedy;
  }

  /** The far side could not do it, and said why. */
  static ShellFailure refused(String words) {
    if (words.contains("was unmounted or exchanged")) {
      return unfit(words, "Mount it again and repeat the command.");
    }
    String reason = words.isEmpty() ? "the far side does not say why" : words;
    return RemoteText.fault(words)
        .map(fault -> new ShellFailure(fault, reason, RemoteText.remedy(fault, words), null))
        .orElseGet(() -> new ShellFailure(null, reason, "", null));
  }

  /** The far side is not heard any more. */
  static ShellFailure lost(String reason, String words, @Nullable Throwable cause) {
    DestinationFault fault = RemoteText.fault(words).orElse(DestinationFault.CONNECTION_LOST);
    String whole = words.isEmpty() ? reason : reason + ": " + words;
    return new ShellFailure(fault, whole, RemoteText.remedy(fault, words), cause);
  }

  /** The far side is not heard any more, and the transport knows why. */
  static ShellFailure known(DestinationFaultException why) {
    return new ShellFailure(why.fault(), String.valueOf(why.getMessage()), why.remedy(), why);
  }

  /** The far side said what it should not say. */
  static ShellFailure disorder(String what) {
    return new ShellFailure(
        null,
        "the far side answers out of order: " + what,
        "Something over there writes into the connection (a start-up file of the shell?), or"
            + " changes what passes: look at what a command prints that is run there by hand.",
        null);
  }

  /** The far side's file is another one than asked for, or must not be used. */
  static ShellFailure unfit(String reason, String remedy) {
    return new ShellFailure(null, reason, remedy, null);
  }

  /** What the operator reads. */
  ProviderException explained(String what) {
    String message = what + ": " + reason;
    return Optional.ofNullable(fault)
        .<ProviderException>map(
            known -> new DestinationFaultException(known, message, remedy, this))
        .orElseGet(() -> new ProviderException(message, remedy, this));
  }
}
