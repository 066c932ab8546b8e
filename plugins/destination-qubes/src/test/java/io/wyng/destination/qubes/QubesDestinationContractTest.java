package io.wyng.destination.qubes;

import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class QubesDestinationContractTest extends DestinationContract {

  private static final DestinationAddress ADDRESS = DestinationAddress.parse("qubes://vault/");

  @TempDir private Path directory;

  /** The qube runs under another user. */
  @BeforeEach
  void letTheQubeIn() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @Override
  public Destination open() throws IOException {
    ArchivePath root = ArchivePath.of(localRoot().orElseThrow().toString().substring(1));
    return new QubesDestinationProvider(QvmRunStandIn.install()).open(ADDRESS, root);
  }

  @Override
  public Optional<Path> localRoot() {
    return Optional.of(directory.resolve("sub dir/wyng.backup"));
  }
}
