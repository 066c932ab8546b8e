package io.wyng.destination.qubes;

import io.wyng.shell.ShellDestination;
import io.wyng.spi.ProviderException;
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
import java.util.regex.Pattern;

/** Opens archives at addresses such as {@code qubes://vault/mnt/backup}. */
public final class QubesDestinationProvider implements DestinationProvider {

  private static final String NAME = "qubes";

  /** What Qubes allows. */
  private static final Pattern QUBE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]{0,30}");

  private static final Setting<Duration> SILENCE_LIMIT =
      Setting.duration(
          "silence-limit",
          "How long the qube may give no sign of life before it is given up",
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofHours(6));

  private final String qvmRun;
  private Duration silenceLimit = SILENCE_LIMIT.defaultValue();

  /** The provider as it is installed. */
  public QubesDestinationProvider() {
    this("qvm-run");
  }

  /**
   * A provider that starts another program than that of the system.
   *
   * @param qvmRun the program
   */
  QubesDestinationProvider(String qvmRun) {
    this.qvmRun = qvmRun;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Archives in another qube, through qvm-run";
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
    String qube = address.authority();
    if (!QUBE.matcher(qube).matches()) {
      throw new ProviderException(
          "The destination " + address + " names no qube",
          "Write qubes://QUBE/path; a qube's name begins with a letter and has at most 31 letters,"
              + " digits, '-' and '_'.");
    }
    if (qube.equals("dom0")) {
      throw new ProviderException(
          "The destination " + address + " names dom0, in which qvm-run runs nothing",
          "Write internal:" + address.path() + " when Wyng itself runs in dom0.");
    }
    return ShellDestination.over(new QvmRun(qvmRun, qube), address, root, silenceLimit);
  }
}
