package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.destination.ssh.settings.Limits;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there, or are no ssh servers. */
class UnreachableTest {

  private static final Limits IMPATIENT =
      new Limits(Duration.ofSeconds(2), Duration.ofSeconds(60), Duration.ofMinutes(10));

  @TempDir private Path own;
  private TestHome home;

  @BeforeEach
  void makeHome() throws IOException {
    home = TestHome.in(own).withLimits(IMPATIENT);
  }

  private DestinationFaultException failure(DestinationFault fault, String server) {
    DestinationFaultException failure =
        assertThrows(
            DestinationFaultException.class,
            () -> {
              try (Destination destination = home.open("ssh://root@" + server + "/", "archive")) {
                destination.read(ArchivePath.of("info"), 10);
              }
            });
    assertEquals(fault, failure.fault(), failure.getMessage());
    assertTrue(!failure.remedy().isEmpty());
    return failure;
  }

  @Test
  void aHostThatNobodyKnowsIsCalledThat() {
    DestinationFaultException failure = failure(DestinationFault.UNREACHABLE, "nas.invalid");

    assertTrue(failure.getMessage().contains("nas.invalid:22"), failure.getMessage());
    assertTrue(failure.getMessage().contains("is not known"), failure.getMessage());
  }

  @Test
  void aRefusedConnectionIsCalledThat() throws Exception {
    int port = TestServer.freePort();

    DestinationFaultException failure = failure(DestinationFault.UNREACHABLE, "127.0.0.1:" + port);

    assertTrue(failure.getMessage().contains("127.0.0.1:" + port), failure.getMessage());
    assertTrue(failure.getMessage().contains("connection refused"), failure.getMessage());
  }

  @Test
  void aProxyCommandThatIsNotUsedIsMentioned() throws Exception {
    home.configure("ProxyCommand nc %h %p\n");

    DestinationFaultException failure =
        failure(DestinationFault.UNREACHABLE, "127.0.0.1:" + TestServer.freePort());

    assertTrue(failure.remedy().contains("ProxyJump"), failure.remedy());
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      DestinationFaultException failure =
          failure(DestinationFault.UNREACHABLE, "127.0.0.1:" + silent.getLocalPort());

      assertTrue(failure.getMessage().contains("no ssh server answered"), failure.getMessage());
    }
  }

  @Test
  void aServerThatHangsUpAtOnceIsALostConnection() throws Exception {
    try (ServerSocket rude = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greet(rude, ""));

      failure(DestinationFault.CONNECTION_LOST, "127.0.0.1:" + rude.getLocalPort());
    }
  }

  @Test
  void aServerThatSpeaksSomethingElseIsALostConnection() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> greet(other, "220 mail.example.org ESMTP\r\n".repeat(2000)));

      failure(DestinationFault.CONNECTION_LOST, "127.0.0.1:" + other.getLocalPort());
    }
  }

  /** It must not be taken for a server that runs no commands. */
  @Test
  void aServerThatDiesBeforeAShellAnswersIsALostConnection() throws Exception {
    try (TestServer server =
        TestServer.start(own.resolve("server"), "ForceCommand kill -9 $PPID; sleep 9")) {
      home = TestHome.knowing(server, own.resolve("knowing"));

      DestinationFaultException failure =
          failure(DestinationFault.CONNECTION_LOST, "127.0.0.1:" + server.port());

      assertTrue(failure.getMessage().contains("lost before"), failure.getMessage());
    }
  }

  /** Takes one connection, says something and hangs up. */
  private static void greet(ServerSocket listening, String words) {
    try (Socket connection = listening.accept()) {
      connection.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
      connection.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aServerWithOutdatedAlgorithmsOnlyIsRefused() throws Exception {
    try (TestServer server =
        TestServer.start(own.resolve("server"), "Ciphers aes128-cbc", "MACs hmac-sha1")) {
      TestHome known = TestHome.knowing(server, own.resolve("knowing"));

      IOException failure =
          assertThrows(
              IOException.class,
              () -> {
                try (Destination destination =
                    known.open("ssh://root@127.0.0.1:" + server.port() + "/", "archive")) {
                  destination.read(ArchivePath.of("info"), 10);
                }
              });

      assertTrue(failure.getMessage().contains("negotiate"), failure.getMessage());
      assertTrue(failure.toString().contains("127.0.0.1:" + server.port()), failure.getMessage());
    }
  }
}
