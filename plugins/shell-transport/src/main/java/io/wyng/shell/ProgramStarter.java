package io.wyng.shell;

import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts a program of this machine that runs commands elsewhere, such as {@code qvm-run}, {@code
 * incus exec} or {@code kubectl exec}. The command is its last argument.
 */
public final class ProgramStarter implements CommandStarter {

  private final List<String> program;
  private final String farSide;
  private final List<ProgramCommand> started = new ArrayList<>();

  /**
   * A starter.
   *
   * @param program the program and its arguments in front of the command; it must pass all bytes of
   *     the three streams unchanged, and end when its input ends or it is killed
   * @param farSide what it reaches, in the words of messages
   */
  public ProgramStarter(List<String> program, String farSide) {
    this.program = List.copyOf(program);
    this.farSide = farSide;
  }

  @Override
  public String farSide() {
    return farSide;
  }

  @Override
  public RemoteCommand start(String command) throws IOException {
    List<String> arguments = new ArrayList<>(program);
    arguments.add(command);
    try {
      ProgramCommand running = new ProgramCommand(new ProcessBuilder(arguments).start());
      started.removeIf(ProgramCommand::hasEnded);
      started.add(running);
      return running;
    } catch (IOException e) {
      throw new DestinationFaultException(
          DestinationFault.UNREACHABLE,
          "Cannot reach "
              + farSide
              + ": the program "
              + program.getFirst()
              + " cannot be started here: "
              + RemoteText.clean("" + e.getMessage()),
          "Install it on this machine, or run Wyng where it is.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    for (ProgramCommand command : started) {
      command.close();
    }
  }
}
