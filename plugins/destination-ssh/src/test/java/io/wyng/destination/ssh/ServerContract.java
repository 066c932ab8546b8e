package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.Destination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The destination contract with a real server, one for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServerContract extends DestinationContract {

  private final String expectedTransport;
  private final String[] settings;
  private TestServer server;
  private TestHome home;
  private TestMount mount;
  private String name;

  /**
   * The contract.
   *
   * @param expectedTransport how the way begins that is found
   * @param settings of the server
   */
  ServerContract(String expectedTransport, String... settings) {
    this.expectedTransport = expectedTransport;
    this.settings = settings;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    server = TestServer.start(directory.resolve("server"), settings);
    home = TestHome.knowing(server, directory.resolve("home"));
    mount = TestMount.of(directory.resolve("a mount"), "size=600m");
  }

  @AfterAll
  void stop() throws IOException {
    mount.close();
    server.close();
  }

  @BeforeEach
  void chooseName() {
    name = UUID.randomUUID().toString();
  }

  @AfterEach
  void makeRoom() throws IOException {
    Path used = mount.point().resolve("sub dir").resolve(name);
    if (Files.exists(used)) {
      try (Stream<Path> files = Files.walk(used)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public Destination open() throws IOException {
    return home.open(
        "ssh://root@127.0.0.1:" + server.port() + mount.point(),
        "sub dir/" + name + "/wyng.backup");
  }

  @Override
  public Optional<Path> localRoot() {
    return Optional.of(mount.point().resolve("sub dir").resolve(name).resolve("wyng.backup"));
  }

  @Test
  void theWayThatWasFoundIsTold() throws IOException {
    try (Destination destination = open()) {
      destination.capabilities();

      String transport = destination.transport();

      assertTrue(transport.startsWith(expectedTransport), transport);
    }
  }
}
