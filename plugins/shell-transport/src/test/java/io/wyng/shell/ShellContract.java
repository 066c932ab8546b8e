package io.wyng.shell;

import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.Destination;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The contract of destinations, over one kind of far side. */
abstract class ShellContract extends DestinationContract {

  @TempDir private Path directory;

  private final FarSide farSide;

  ShellContract(FarSide farSide) {
    this.farSide = farSide;
  }

  @Override
  public Destination open() {
    return farSide.open(localRoot().orElseThrow());
  }

  @Override
  public Optional<Path> localRoot() {
    return Optional.of(directory.resolve("sub dir/wyng.backup"));
  }
}
