package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is trusted to be the server, and who is not. */
class HostKeyTest {

  @TempDir private static Path directory;
  private static TestServer server;

  @TempDir private Path own;
  private TestHome home;
  private String name;

  @BeforeAll
  static void startServer() throws IOException {
    server = TestServer.start(directory.resolve("server"), TestServer.SFTP_ONLY);
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @BeforeEach
  void makeHome() throws IOException {
    home = TestHome.in(own);
    home.makeKey("id_ed25519", "");
    server.authorize(home.ssh("id_ed25519.pub"));
    name = "[127.0.0.1]:" + server.port();
  }

  private String url() {
    return "ssh://root@127.0.0.1:" + server.port() + "/";
  }

  private String use(TestHome by) throws IOException {
    try (Destination destination = by.open(url(), "nowhere/at/all")) {
      destination.list(ArchivePath.ROOT);
      return destination.transport();
    }
  }

  private DestinationFaultException refused(TestHome by) {
    DestinationFaultException failure =
        assertThrows(DestinationFaultException.class, () -> use(by));
    assertEquals(DestinationFault.UNTRUSTED, failure.fault());
    return failure;
  }

  @Test
  void anUnknownKeyIsRefusedWithItsFingerprintAndTheWaysToTrustIt() throws Exception {
    DestinationFaultException failure = refused(home);

    assertTrue(failure.getMessage().contains(server.fingerprint("ed25519")), failure.getMessage());
    assertTrue(failure.getMessage().contains("ssh-ed25519"), failure.getMessage());
    assertTrue(failure.getMessage().contains("127.0.0.1:" + server.port()), failure.getMessage());
    assertTrue(failure.remedy().contains("--accept-new-host-key"), failure.remedy());
    assertTrue(
        failure.remedy().contains("ssh -p " + server.port() + " root@127.0.0.1"), failure.remedy());
    assertFalse(Files.exists(home.ssh("known_hosts")));
  }

  @Test
  void anUnknownKeyIsRememberedWhenThatIsWantedAndTold() throws Exception {
    String transport = use(home.acceptingNewHostKeys());

    assertTrue(transport.contains(server.fingerprint("ed25519")), transport);
    assertEquals(name + " " + server.hostKey("ed25519") + "\n", home.knownHosts());
    assertEquals("ssh with SFTP", use(home));
  }

  @Test
  void whatWasKnownBeforeStaysWhenAKeyIsRemembered() throws Exception {
    Files.writeString(home.ssh("known_hosts"), "other " + server.hostKey("ecdsa"));

    use(home.acceptingNewHostKeys());

    assertEquals(
        "other " + server.hostKey("ecdsa") + "\n" + name + " " + server.hostKey("ed25519") + "\n",
        home.knownHosts());
  }

  @Test
  void aNewNameIsHashedWhenTheConfigurationSaysSo() throws Exception {
    home.configure("HashKnownHosts yes\n");

    use(home.acceptingNewHostKeys());

    assertTrue(home.knownHosts().startsWith("|1|"), home.knownHosts());
    assertTrue(
        Program.run("ssh-keygen", "-F", name, "-f", home.ssh("known_hosts").toString())
            .contains(server.hostKey("ed25519")));
    assertEquals("ssh with SFTP", use(home));
  }

  @Test
  void aHashedNameIsFound() throws Exception {
    home.know("another.host", server.hostKey("ecdsa"));
    home.know(name, server.hostKey("ed25519"));
    Program.run("ssh-keygen", "-q", "-H", "-f", home.ssh("known_hosts").toString());

    assertFalse(home.knownHosts().contains("127.0.0.1"));
    assertEquals("ssh with SFTP", use(home));
  }

  @Test
  void theKeyOfEverybodysFileIsTrusted() throws Exception {
    Files.writeString(
        home.local().systemDirectory().resolve("ssh_known_hosts"),
        name + " " + server.hostKey("ed25519") + "\n");

    assertEquals("ssh with SFTP", use(home));
  }

  @Test
  void theServerIsAskedForTheKeyThatIsKnown() throws Exception {
    home.know(name, server.hostKey("ecdsa"));

    assertEquals("ssh with SFTP", use(home));
  }

  @Test
  void oneOfSeveralKnownKeysIsEnough() throws Exception {
    Path other = own.resolve("other");
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", other.toString());
    home.know(name, Files.readString(own.resolve("other.pub")).strip());
    home.know("10.0.0.1," + name, server.hostKey("ed25519"));

    assertEquals("ssh with SFTP", use(home));
  }

  @Test
  void aChangedKeyIsRefusedWithBothFingerprintsAndThePlaceOfTheFormer() throws Exception {
    Path former = own.resolve("former");
    Program.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", former.toString());
    home.know("# a comment", "");
    home.know(name, Files.readString(own.resolve("former.pub")).strip());
    String formerPrint = Program.run("ssh-keygen", "-lf", former.toString()).split(" ")[1];

    DestinationFaultException failure = refused(home.acceptingNewHostKeys());

    String message = failure.getMessage();
    assertTrue(message.contains(server.fingerprint("ed25519")), message);
    assertTrue(message.contains(formerPrint), message);
    assertTrue(message.contains(home.ssh("known_hosts") + ":2"), message);
    assertTrue(failure.remedy().contains("ssh-keygen -R '" + name + "'"), failure.remedy());
    assertEquals(2, home.knownHosts().lines().count(), "a changed key was remembered");
  }

  @Test
  void aKeyOfAnotherTypeThanTheKnownOneIsAChangedOne() throws Exception {
    Path former = own.resolve("former");
    Program.run("ssh-keygen", "-q", "-t", "rsa", "-N", "", "-f", former.toString());
    home.know(name, Files.readString(own.resolve("former.pub")).strip());

    DestinationFaultException failure = refused(home.acceptingNewHostKeys());

    assertTrue(failure.getMessage().contains("has changed"), failure.getMessage());
  }

  @Test
  void aRevokedKeyIsRefusedAlthoughItIsKnown() throws Exception {
    home.know(name, server.hostKey("ed25519"));
    home.know("@revoked *", server.hostKey("ed25519"));

    DestinationFaultException failure = refused(home);

    assertTrue(failure.getMessage().contains("revoked"), failure.getMessage());
    assertTrue(failure.getMessage().contains("known_hosts:2"), failure.getMessage());
  }

  @Test
  void theKeyOfTheSameHostAtAnotherPortIsNotEnough() throws Exception {
    home.know("127.0.0.1", server.hostKey("ed25519"));

    refused(home);
  }

  @Test
  void linesThatMakeNoSenseAreLeftOut() throws Exception {
    Files.writeString(
        home.ssh("known_hosts"),
        "\n%% ?\n|1|x|y ssh-ed25519 AAAA\n|1|only ssh-ed25519 AAAA\n"
            + name
            + " ssh-ed25519 !!!!\n@unknown "
            + name
            + " ssh-ed25519 AAAA\nshort\n");
    home.know(name, server.hostKey("ed25519"));

    assertEquals("ssh with SFTP", use(home));
  }
}
