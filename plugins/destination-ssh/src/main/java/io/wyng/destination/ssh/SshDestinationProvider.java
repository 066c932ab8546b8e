package io.wyng.destination.ssh;

import io.wyng.destination.ssh.settings.LocalSide;
import io.wyng.destination.ssh.settings.Options;
import io.wyng.spi.Operator;
import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Opens archives at addresses such as {@code ssh://user@host:22/mnt/backup}. */
public final class SshDestinationProvider implements DestinationProvider {

  private static final String NAME = "ssh";

  private final Function<Operator, LocalSide> local;
  private Options options = Options.USUAL;

  /** The provider as it is installed. */
  public SshDestinationProvider() {
    this.local = operator -> LocalSide.ofThisProcess(operator, options);
  }

  /**
   * A provider for somebody else than the user of this process.
   *
   * @param local whose keys and settings are used; what is configured makes no difference to it
   */
  SshDestinationProvider(Supplier<LocalSide> local) {
    this.local = _ -> local.get();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Archives on an ssh server, with a shell there or with SFTP alone";
  }

  @Override
  public Set<String> schemes() {
    return Set.of(NAME);
  }

  @Override
  public List<Setting<?>> settings() {
    return Options.SETTINGS;
  }

  @Override
  public void configure(SettingValues values) {
    options = Options.of(values);
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root) throws IOException {
    return open(address, root, Operator.ABSENT);
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root, Operator operator)
      throws IOException {
    return new SshDestination(SshAddress.of(address), address, root, local.apply(operator));
  }
}
