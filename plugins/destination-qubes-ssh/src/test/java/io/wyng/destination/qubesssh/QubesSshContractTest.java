package io.wyng.destination.qubesssh;

import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class QubesSshContractTest extends DestinationContract {

  private static final String SERVER = System.getProperty("user.name") + "@nas";
  private static final DestinationAddress ADDRESS =
      DestinationAddress.parse("qubes-ssh://net:" + SERVER + "/");

  private static String qvmRun;
  private static AutoCloseable connection;

  @TempDir private Path directory;

  @BeforeAll
  static void install() throws IOException {
    StandIn standIn = StandIn.install();
    qvmRun = standIn.qvmRun();
    connection = standIn.sharedConnection(SERVER);
  }

  @AfterAll
  static void disconnect() throws Exception {
    connection.close();
  }

  @Override
  public Destination open() throws IOException {
    ArchivePath root = ArchivePath.of(localRoot().orElseThrow().toString().substring(1));
    return new QubesSshDestinationProvider(qvmRun).open(ADDRESS, root);
  }

  @Override
  public Optional<Path> localRoot() {
    return Optional.of(directory.resolve("sub dir/wyng.backup"));
  }
}
