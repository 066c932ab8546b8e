package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.Operator;
import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.DestinationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How we show who we are, and how the server is found. */
class LoginTest {

  @TempDir private static Path directory;
  private static TestServer server;

  @TempDir private Path own;
  private TestHome home;

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
    home.know("[127.0.0.1]:" + server.port(), server.hostKey("ed25519"));
  }

  private void makeAuthorizedKey(String name, String passphrase) throws IOException {
    home.makeKey(name, passphrase);
    server.authorize(home.ssh(name + ".pub"));
  }

  private String url() {
    return "ssh://root@127.0.0.1:" + server.port() + "/";
  }

  private static void use(TestHome by, String url) throws IOException {
    try (Destination destination = by.open(url, "nowhere/at/all")) {
      assertEquals(List.of(), destination.list(ArchivePath.ROOT));
    }
  }

  private DestinationFaultException refused(TestHome by) {
    DestinationFaultException failure =
        assertThrows(DestinationFaultException.class, () -> use(by, url()));
    assertEquals(DestinationFault.AUTHENTICATION, failure.fault());
    return failure;
  }

  /** Somebody who knows one answer, and remembers the questions. */
  private record Typist(String answer, List<String> questions) implements Operator {

    Typist(String answer) {
      this(answer, new ArrayList<>());
    }

    @Override
    public boolean isPresent() {
      return true;
    }

    @Override
    public Optional<char[]> secret(String prompt) {
      questions.add(prompt);
      return Optional.of(answer.toCharArray());
    }

    @Override
    public Optional<String> text(String prompt) {
      questions.add(prompt);
      return Optional.of(answer);
    }

    @Override
    public boolean acceptsNewHostKeys() {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"id_ed25519", "id_ecdsa", "id_rsa"})
  void aKeyOfTheHomeDirectoryLetsUsIn(String name) throws Exception {
    makeAuthorizedKey(name, "");

    use(home, url());
  }

  @Test
  void anEncryptedKeyIsOpenedWithThePassphraseThatIsTyped() throws Exception {
    makeAuthorizedKey("id_ed25519", "a passphrase");
    Typist typist = new Typist("a passphrase");

    use(home.withOperator(typist), url());

    assertEquals(1, typist.questions.size());
    assertTrue(typist.questions.getFirst().contains("id_ed25519"), typist.questions.getFirst());
  }

  @Test
  void withoutATerminalAnEncryptedKeyIsNamedWithTheWaysToUseIt() throws Exception {
    makeAuthorizedKey("id_ed25519", "a passphrase");

    DestinationFaultException failure = refused(home);

    assertTrue(failure.getMessage().contains("is encrypted"), failure.getMessage());
    assertTrue(failure.remedy().contains("ssh-add"), failure.remedy());
  }

  @Test
  void withoutATerminalAnotherKeyIsTriedAfterAnEncryptedOne() throws Exception {
    home.makeKey("id_ed25519", "a passphrase");
    makeAuthorizedKey("id_ecdsa", "");

    use(home, url());
  }

  @Test
  void aKeyThatTheServerDoesNotKnowIsNamedWithWhatItAccepts() throws Exception {
    home.makeKey("id_ed25519", "");

    DestinationFaultException failure = refused(home);

    String message = failure.getMessage();
    assertTrue(message.contains("127.0.0.1:" + server.port()), message);
    assertTrue(message.contains("as root"), message);
    assertTrue(message.contains(home.ssh("id_ed25519").toString()), message);
    assertTrue(message.contains("accepts publickey"), message);
    assertTrue(failure.remedy().contains("ssh-copy-id"), failure.remedy());
  }

  @Test
  void withoutAnyKeyThatIsWhatIsSaid() {
    DestinationFaultException failure = refused(home);

    assertTrue(failure.getMessage().contains("there was no key to try"), failure.getMessage());
  }

  @Test
  void aKeyThatOthersMayReadIsNotUsed() throws Exception {
    makeAuthorizedKey("id_ed25519", "");
    Files.setPosixFilePermissions(
        home.ssh("id_ed25519"), PosixFilePermissions.fromString("rw-r--r--"));

    DestinationFaultException failure = refused(home);

    assertTrue(failure.getMessage().contains("others may read"), failure.getMessage());
    assertTrue(failure.remedy().contains("chmod 600"), failure.remedy());
  }

  @Test
  void aWrongPasswordIsAskedForThreeTimesAndThenRefused() {
    Typist typist = new Typist("wrong");

    refused(home.withOperator(typist));

    assertFalse(typist.questions.isEmpty());
    assertTrue(typist.questions.size() <= 6, typist.questions.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"id_ed25519", "id_ecdsa", "id_rsa"})
  void aKeyThatOnlyTheAgentHasLetsUsIn(String name) throws Exception {
    makeAuthorizedKey(name, "");
    try (TestAgent agent = TestAgent.start(own.resolve("agent"))) {
      agent.add(home.ssh(name));
      Files.delete(home.ssh(name));

      use(home.withAgent(agent.socket()), url());
    }
  }

  @Test
  void ofTheAgentsKeysOnlyTheNamedOnesAreTriedWhenThatIsWanted() throws Exception {
    makeAuthorizedKey("id_ed25519", "");
    makeAuthorizedKey("named", "");
    home.configure("IdentitiesOnly yes\nIdentityFile ~/.ssh/other\n");
    try (TestAgent agent = TestAgent.start(own.resolve("agent"))) {
      agent.add(home.ssh("id_ed25519"));
      refused(home.withAgent(agent.socket()));

      home.configure("IdentityFile ~/.ssh/named\n");
      agent.add(home.ssh("named"));
      Files.delete(home.ssh("named"));

      use(home.withAgent(agent.socket()), url());
    }
  }

  @Test
  void anAgentThatIsNotThereIsNoObstacle() throws Exception {
    makeAuthorizedKey("id_ed25519", "");

    use(home.withAgent(own.resolve("no agent")), url());
  }

  @Test
  void anAliasOfTheConfigurationNamesHostPortUserAndKey() throws Exception {
    makeAuthorizedKey("special", "");
    home.configure(
        """
        # what counts is the first value
        Host other
          Port 1
        Host nas !nas2
          HostName 127.0.0.1
          Port=%d
          User root
          IdentityFile "~/.ssh/special"
        Match host 192.0.2.*
          Port 2
        Host *
          Port 3
          User nobody
        """
            .formatted(server.port()));

    use(home, "ssh://nas/");
  }

  @Test
  void anIncludedFileCounts() throws Exception {
    makeAuthorizedKey("id_ed25519", "");
    Files.createDirectory(home.ssh("config.d"));
    Files.writeString(
        home.ssh("config.d").resolve("nas.conf"),
        "Host nas\n  HostName 127.0.0.1\n  Port " + server.port() + "\n");
    home.configure("Include config.d/*.conf\n");

    use(home, "ssh://root@nas/");
  }

  @Test
  void theAddressCountsMoreThanTheConfiguration() throws Exception {
    makeAuthorizedKey("id_ed25519", "");
    home.configure("Host 127.0.0.1\n  Port 1\n  User nobody\n");

    use(home, url());
  }

  @Test
  void theKeyOfAHostWithAnAliasIsKnownByThatAlias() throws Exception {
    makeAuthorizedKey("id_ed25519", "");
    Files.writeString(
        home.ssh("known"), "[vault]:" + server.port() + " " + server.hostKey("ecdsa") + "\n");
    home.configure("HostKeyAlias vault\nUserKnownHostsFile ~/.ssh/known\n");

    use(home, url());
  }

  @Test
  void aServerIsReachedThroughAnotherOne() throws Exception {
    try (TestServer jump = TestServer.start(own.resolve("jump"))) {
      makeAuthorizedKey("id_ed25519", "");
      jump.authorize(home.ssh("id_ed25519.pub"));
      home.know("[127.0.0.1]:" + jump.port(), jump.hostKey("ed25519"));
      home.configure("Host hidden\n  HostName 127.0.0.1\n  Port " + server.port() + "\n");
      home.configure("  User root\n  ProxyJump root@127.0.0.1:" + jump.port() + "\n");

      use(home, "ssh://hidden/");

      assertTrue(jump.log().contains("Accepted publickey"), jump.log());
    }
  }

  @Test
  void theKeyOfAServerOnTheWayHasToBeKnownToo() throws Exception {
    try (TestServer jump = TestServer.start(own.resolve("jump"))) {
      makeAuthorizedKey("id_ed25519", "");
      jump.authorize(home.ssh("id_ed25519.pub"));
      home.configure("Host hidden\n  HostName 127.0.0.1\n  Port " + server.port() + "\n");
      home.configure("  ProxyJump root@127.0.0.1:" + jump.port() + "\n");

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, () -> use(home, "ssh://root@hidden/"));

      assertSame(DestinationFault.UNTRUSTED, failure.fault());
      assertTrue(failure.getMessage().contains(":" + jump.port()), failure.getMessage());
    }
  }

  @Test
  void aWayThatLeadsInACircleIsRefused() throws Exception {
    home.configure("Host one\n  ProxyJump two\nHost two\n  ProxyJump one\n");

    ProviderException failure =
        assertThrows(ProviderException.class, () -> use(home, "ssh://root@one/"));

    assertTrue(failure.remedy().contains("circle"), failure.remedy());
  }

  @Test
  void whatIsWrongIsReportedByProbingAndNotThrown() throws Exception {
    try (Destination destination = home.open(url(), "archive")) {
      DestinationStatus status = destination.probe();

      assertFalse(status.mounted());
      assertFalse(status.writable());
      assertTrue(status.problems().getFirst().message().contains("Cannot log in"));
      assertTrue(status.problems().getFirst().remedy().contains("ssh-copy-id"));
    }
  }
}
