package io.wyng.destination.internal;

import io.wyng.spi.ProviderException;
import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Opens archives at addresses such as {@code internal:/mnt/backup}. */
public final class InternalDestinationProvider implements DestinationProvider {

  private static final String NAME = "internal";

  private static final Setting<Integer> READERS =
      Setting.integer(
          "readers", "Files that are read at a time; more helps where each takes long", 4, 1, 64);

  private final DurableFiles files;
  private int readers = READERS.defaultValue();

  /** The provider as it is installed. */
  public InternalDestinationProvider() {
    this(DurableFiles.system());
  }

  /**
   * A provider whose changes are made by other means, so that a test can let any one of them fail.
   *
   * @param files carries out every change of the archive's files
   */
  public InternalDestinationProvider(DurableFiles files) {
    this.files = files;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Archives in a directory of this machine, at or below a mount point";
  }

  @Override
  public Set<String> schemes() {
    return Set.of(NAME);
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(READERS);
  }

  @Override
  public void configure(SettingValues values) {
    readers = values.get(READERS);
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root) throws IOException {
    if (!address.authority().isEmpty()) {
      throw new ProviderException(
          "The destination " + address + " names a host, but internal: is this machine",
          "Write internal:" + address.path() + ", or use ssh:// for another machine.");
    }
    ArchiveDirectory archive = ArchiveDirectory.at(address.path(), root, files);
    return new InternalDestination(archive, files, readers);
  }
}
