package io.wyng.destination.qubesssh;

import io.wyng.shell.CommandStarter;
import io.wyng.shell.ProgramStarter;
import io.wyng.shell.RemoteCommand;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Runs commands on a server, by the ssh of a qube. */
final class QubeSsh implements CommandStarter {

  /** Nobody is there to answer questions. A server that is gone is noticed after two minutes. */
  private static final String SSH =
      "exec ssh -x -a -T -o BatchMode=yes -o ConnectTimeout=60 -o ServerAliveInterval=30"
          + " -o ServerAliveCountMax=4 -o EscapeChar=none -- ";

  private final Route route;
  private final ProgramStarter program;

  QubeSsh(String qvmRun, Route route) {
    this.route = route;
    this.program =
        new ProgramStarter(
            arguments(qvmRun, route.qube()), route.server() + " behind the qube " + route.qube());
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
    return program.start(SSH + route.server() + " '" + command.replace("'", "'\\''") + "'");
  }

  @Override
  public Optional<DestinationFaultException> explain(OptionalInt exitStatus, String words) {
    return SshWords.explain(route, exitStatus, words);
  }

  @Override
  public void close() throws IOException {
    program.close();
  }
}
