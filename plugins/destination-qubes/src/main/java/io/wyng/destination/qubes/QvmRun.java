package io.wyng.destination.qubes;

import io.wyng.shell.CommandStarter;
import io.wyng.shell.ProgramStarter;
import io.wyng.shell.RemoteCommand;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs commands in a qube. {@code qvm-run} starts the qube when it is halted. */
final class QvmRun implements CommandStarter {

  /** How it ends when Qubes itself, not the command, has failed. */
  private static final int QUBES_FAILED = 255;

  private final String qube;
  private final ProgramStarter program;

  QvmRun(String qvmRun, String qube) {
    this.qube = qube;
    this.program = new ProgramStarter(arguments(qvmRun, qube), "the qube " + qube);
  }

  /** All that could change the bytes that pass is switched off. */
  private static List<String> arguments(String qvmRun, String qube) {
    return List.of(
        qvmRun,
        "--pass-io",
        "--no-gui",
        "--no-color-output",
        "--no-color-stderr",
        "--no-filter-escape-chars",
        qube);
  }

  @Override
  public String farSide() {
    return program.farSide();
  }

  @Override
  public RemoteCommand start(String command) throws IOException {
    return program.start(command);
  }

  @Override
  public Optional<DestinationFaultException> explain(OptionalInt exitStatus, String words) {
    String text = words.toLowerCase(Locale.ROOT);
    if (text.contains("no such domain") || text.contains("no such vm")) {
      return fault(
          DestinationFault.UNREACHABLE, words, "Correct the name; qvm-ls lists the qubes.");
    }
    if (text.contains("request refused") || text.contains("access denied")) {
      return fault(
          DestinationFault.AUTHENTICATION,
          words,
          "Run Wyng in dom0, or allow qubes.VMShell for this qube in the policy of dom0.");
    }
    if (text.contains("not running")
        || text.contains("halted")
        || text.contains("paused")
        || text.contains("not enough memory")
        || text.contains("failed to start")
        || text.contains("cannot connect")) {
      return fault(
          DestinationFault.UNREACHABLE,
          words,
          "Start the qube with qvm-start " + qube + " and see what it says.");
    }
    return exitStatus.orElse(0) == QUBES_FAILED
        ? fault(DestinationFault.UNREACHABLE, words, "See what qvm-run -p " + qube + " id says.")
        : Optional.empty();
  }

  private Optional<DestinationFaultException> fault(
      DestinationFault fault, String words, String remedy) {
    String said = words.isEmpty() ? "" : ": " + words;
    return Optional.of(
        new DestinationFaultException(
            fault, "Cannot run anything in the qube " + qube + said, remedy));
  }

  @Override
  public void close() throws IOException {
    program.close();
  }
}
