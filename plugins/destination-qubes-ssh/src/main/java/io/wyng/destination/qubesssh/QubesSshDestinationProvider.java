package io.wyng.destination.qubesssh;

import io.wyng.shell.ShellDestination;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import java.io.IOException;
import java.util.Set;

/** Opens archives at addresses such as {@code qubes-ssh://sys-net:user@host/mnt/backup}. */
public final class QubesSshDestinationProvider implements DestinationProvider {

  private static final String NAME = "qubes-ssh";

  private final String qvmRun;

  /** The provider as it is installed. */
  public QubesSshDestinationProvider() {
    this("qvm-run");
  }

  /**
   * A provider that starts another program than that of the system.
   *
   * @param qvmRun the program
   */
  QubesSshDestinationProvider(String qvmRun) {
    this.qvmRun = qvmRun;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Archives on an ssh server that a qube reaches, through qvm-run and the qube's ssh";
  }

  @Override
  public Set<String> schemes() {
    return Set.of(NAME);
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root) throws IOException {
    return ShellDestination.over(new QubeSsh(qvmRun, Route.of(address)), address, root);
  }
}
