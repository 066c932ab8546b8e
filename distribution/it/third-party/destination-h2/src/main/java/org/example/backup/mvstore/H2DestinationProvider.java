package org.example.backup.mvstore;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import java.nio.file.Path;
import java.util.Set;

/** Opens archives at addresses such as {@code h2:/mnt/backup/laptop.mv}, which name a file. */
public final class H2DestinationProvider implements DestinationProvider {

  private static final String NAME = "h2";

  /** For the service loader. */
  public H2DestinationProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Archives inside a single H2 MVStore file of this machine";
  }

  @Override
  public Set<String> schemes() {
    return Set.of(NAME);
  }

  @Override
  public Destination open(DestinationAddress address, ArchivePath root) throws ProviderException {
    if (!address.authority().isEmpty()) {
      throw new ProviderException(
          "The destination " + address + " names a host, but h2: is a file of this machine",
          "Write h2:" + address.path() + ".");
    }
    return new H2Destination(new StoreFile(Path.of(address.path())), root);
  }
}
