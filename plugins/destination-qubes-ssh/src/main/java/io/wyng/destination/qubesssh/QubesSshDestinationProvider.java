package io.wyng.destination.qubesssh;

import io.wyng.shell.ShellDestination;
import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Opens archives at addresses such as {@code qubes-ssh://sys-net:user@host/mnt/backup}. */
public final class QubesSshDestinationProvider implements DestinationProvider {

  private static final String NAME = "qubes-ssh";

  private static final Setting<Duration> SILENCE_LIMIT =
      Setting.duration(
          "silence-limit",
          "How long the server may give no sign of life before it is given up",
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofHours(6));

  private final String qvmRun;
  private Duration silenceLimit = SILENCE_LIMIT.defaultValue();

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
  public List<Setting<?>> settings() {
    return List.of(SILENCE_LIMIT);
  }

  @Override
  public void configure(SettingValues values) {
    silenceLimit = values.get(SILENCE_LIMIT);
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root) throws IOException {
    return ShellDestination.over(
        new QubeSsh(qvmRun, Route.of(address)), address, root, silenceLimit);
  }
}
