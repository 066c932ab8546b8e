package org.example.backup.mvstore;

import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2DestinationTest extends DestinationContract {
  @TempDir private Path directory;

  @Override
  public Destination open() throws IOException {
    DestinationAddress address = new DestinationAddress("h2", "", directory + "/archive.mv");
    return new H2DestinationProvider().open(address, ArchivePath.of("a/wyng.backup"));
  }
}
