package io.wyng.destination.internal;

import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class InternalDestinationContractTest extends DestinationContract {

  private static final DestinationAddress ADDRESS = DestinationAddress.parse("internal:/");

  @TempDir private Path directory;

  @Override
  public Destination open() throws IOException {
    ArchivePath root = ArchivePath.of(localRoot().orElseThrow().toString().substring(1));
    return new InternalDestinationProvider().open(ADDRESS, root);
  }

  @Override
  public Optional<Path> localRoot() {
    return Optional.of(directory.resolve("sub dir/wyng.backup"));
  }
}
