package io.wyng.destination.qubesssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, and servers that cannot be reached. */
class QubesSshDestinationTest {

  private static String qvmRun;

  @BeforeAll
  static void install() throws IOException {
    qvmRun = StandIn.install().qvmRun();
  }

  private static Destination open(String authority) throws IOException {
    return new QubesSshDestinationProvider(qvmRun)
        .open(
            DestinationAddress.parse("qubes-ssh://" + authority + "/mnt"),
            ArchivePath.of("wyng.backup"));
  }

  @Test
  void theProviderServesItsScheme() {
    QubesSshDestinationProvider provider = new QubesSshDestinationProvider();

    assertEquals("qubes-ssh", provider.name());
    assertEquals(Set.of("qubes-ssh"), provider.schemes());
    assertTrue(provider.description().matches(".{1,99}[^.]"), provider.description());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "net:nas, net, nas",
        "net:me@nas.example.org, net, me@nas.example.org",
        "sys-net|me@10.0.0.1, sys-net, me@10.0.0.1",
        "Net_2:a.b-c@nas-1, Net_2, a.b-c@nas-1"
      })
  void anAddressNamesAQubeAndAServer(String authority, String qube, String server)
      throws Exception {
    DestinationAddress address = DestinationAddress.parse("qubes-ssh://" + authority + "/mnt");

    assertEquals(new Route(qube, server), Route.of(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "net",
        "net:",
        ":nas",
        "net:-oProxyCommand=id",
        "net:me@-nas",
        "net:-me@nas",
        "net:me@nas;id",
        "net:me@$(id)",
        "net:me@`id`",
        "net:me@na s",
        "net:me@nas'",
        "net:me@nas\\",
        "net:me@@nas",
        "net:@nas",
        "1net:nas",
        "n et:nas",
        "net&id:nas",
        "net:me:secret@nas",
        "net:nas*"
      })
  void whatCouldMeanAnythingToAShellIsRefused(String authority) {
    ProviderException failure = assertThrows(ProviderException.class, () -> open(authority));

    assertTrue(failure.getMessage().contains(authority), failure::getMessage);
    assertTrue(!failure.remedy().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "gone:nas, UNREACHABLE, no such domain, qvm-ls",
    "net:stranger, UNTRUSTED, IDENTIFICATION HAS CHANGED, fingerprint",
    "net:locked, AUTHENTICATION, Permission denied, with a key",
    "net:127.0.0.1, UNREACHABLE, 127.0.0.1, ssh 127.0.0.1"
  })
  void whatStandsBetweenUsAndAServerIsNamedWithARemedy(
      String authority, DestinationFault fault, String words, String remedy) throws Exception {
    try (Destination destination = open(authority)) {

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, destination::capabilities);

      assertEquals(fault, failure.fault(), failure::getMessage);
      assertTrue(failure.getMessage().contains(words), failure::getMessage);
      assertTrue(failure.remedy().contains(remedy), failure::remedy);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "255, ssh: connect to host nas port 22: Connection refused, UNREACHABLE",
    "255, ssh: Could not resolve hostname nas: Name or service not known, UNREACHABLE",
    "255, 'WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!', UNTRUSTED",
    "127, 'bash: line 1: exec: ssh: not found', UNREACHABLE",
    "126, Request refused, AUTHENTICATION",
  })
  void theWordsOfSshAreUnderstood(int status, String words, DestinationFault fault) {
    Optional<DestinationFaultException> explained =
        SshWords.explain(new Route("net", "nas"), OptionalInt.of(status), words);

    assertEquals(fault, explained.orElseThrow().fault());
    assertTrue(explained.orElseThrow().getMessage().contains(words));
  }

  @Test
  void aShellThatEndsByItselfIsNotTheFaultOfSsh() {
    assertEquals(
        Optional.empty(),
        SshWords.explain(new Route("net", "nas"), OptionalInt.of(1), "sftp only"));
  }
}
