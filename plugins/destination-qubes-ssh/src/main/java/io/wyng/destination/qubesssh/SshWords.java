package io.wyng.destination.qubesssh;

import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** What the words of {@code qvm-run} and of ssh mean. */
final class SshWords {

  /** How both end when they, not the command, have failed. */
  private static final int FAILED = 255;

  private static final int NOT_FOUND = 127;

  private static final List<String> NO_QUBE = List.of("no such domain", "no such vm");
  private static final List<String> QUBE_DENIED = List.of("request refused", "access denied");
  private static final List<String> QUBE_DOWN =
      List.of("not running", "halted", "paused", "not enough memory", "failed to start");
  private static final List<String> UNTRUSTED =
      List.of(
          "host key verification failed", "host identification has changed", "host key is known");
  private static final List<String> NOT_LET_IN =
      List.of(
          "permission denied (",
          "too many authentication failures",
          "no supported authentication methods",
          "load key");

  private SshWords() {}

  static Optional<DestinationFaultException> explain(
      Route route, OptionalInt exitStatus, String words) {
    String text = words.toLowerCase(Locale.ROOT);
    String qube = "the qube " + route.qube();
    String server = route.server() + " behind " + qube;
    if (contains(text, NO_QUBE)) {
      return fault(
          DestinationFault.UNREACHABLE, qube, words, "Correct the name; qvm-ls lists the qubes.");
    }
    if (contains(text, QUBE_DENIED)) {
      return fault(
          DestinationFault.AUTHENTICATION,
          qube,
          words,
          "Run Wyng in dom0, or allow qubes.VMShell for this qube in the policy of dom0.");
    }
    if (contains(text, UNTRUSTED)) {
      return fault(
          DestinationFault.UNTRUSTED,
          server,
          words,
          "In the qube, run ssh "
              + route.server()
              + " by hand and compare the fingerprint with the server's own; a changed key that is"
              + " right is replaced after ssh-keygen -R.");
    }
    if (contains(text, NOT_LET_IN)) {
      return fault(
          DestinationFault.AUTHENTICATION,
          server,
          words,
          "In the qube, make ssh " + route.server() + " work without a password, with a key.");
    }
    if (contains(text, QUBE_DOWN)) {
      return fault(
          DestinationFault.UNREACHABLE,
          qube,
          words,
          "Start the qube with qvm-start " + route.qube() + " and see what it says.");
    }
    return bySshStatus(server, route, exitStatus, words);
  }

  private static Optional<DestinationFaultException> bySshStatus(
      String server, Route route, OptionalInt exitStatus, String words) {
    return switch (exitStatus.orElse(0)) {
      case FAILED ->
          fault(
              DestinationFault.UNREACHABLE,
              server,
              words,
              "See what ssh " + route.server() + " says in the qube.");
      case NOT_FOUND ->
          words.contains("ssh")
              ? fault(
                  DestinationFault.UNREACHABLE,
                  server,
                  words,
                  "Install the ssh client (openssh-client) in the qube.")
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean contains(String text, List<String> phrases) {
    return phrases.stream().anyMatch(text::contains);
  }

  private static Optional<DestinationFaultException> fault(
      DestinationFault fault, String where, String words, String remedy) {
    String said = words.isEmpty() ? "" : ": " + words;
    return Optional.of(
        new DestinationFaultException(fault, "Cannot run anything on " + where + said, remedy));
  }
}
