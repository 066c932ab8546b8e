package io.wyng.destination.qubes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.shell.NoShellException;
import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses, and qubes that cannot be reached. */
class QubesDestinationTest {

  private static Destination open(String qvmRun, String qube) throws Exception {
    return new QubesDestinationProvider(qvmRun)
        .open(DestinationAddress.parse("qubes://" + qube + "/mnt"), ArchivePath.of("wyng.backup"));
  }

  @Test
  void theProviderServesItsScheme() {
    QubesDestinationProvider provider = new QubesDestinationProvider();

    assertEquals("qubes", provider.name());
    assertEquals(Set.of("qubes"), provider.schemes());
    assertTrue(provider.description().matches(".{1,99}[^.]"), provider.description());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1vault",
        "_vault",
        "va ult",
        "vault;id",
        "$(id)",
        "va'ult",
        "vault|x",
        "user@vault",
        "vault:22",
        "dom0",
        "a123456789012345678901234567890x"
      })
  void whatIsNoNameOfAQubeIsRefusedAndNothingIsStarted(String qube) {
    ProviderException failure =
        assertThrows(ProviderException.class, () -> open("/missing/qvm-run", qube));

    assertTrue(failure.getMessage().contains("qubes://" + qube), failure::getMessage);
    assertTrue(!failure.remedy().isEmpty());
  }

  @Test
  void anAddressWithoutAQubeIsRefused() {
    DestinationAddress address = DestinationAddress.parse("qubes:/mnt");

    assertThrows(
        ProviderException.class,
        () -> new QubesDestinationProvider().open(address, ArchivePath.ROOT));
  }

  @ParameterizedTest
  @CsvSource({
    "missing, UNREACHABLE, no such domain, qvm-ls",
    "denied, AUTHENTICATION, Request refused, policy",
    "halted, UNREACHABLE, not enough memory, qvm-start halted",
    "broken, UNREACHABLE, Got empty response from qubesd, qvm-run -p broken"
  })
  void whatStandsBetweenUsAndAQubeIsNamedWithARemedy(
      String qube, DestinationFault fault, String words, String remedy) throws Exception {
    try (Destination destination = open(QvmRunStandIn.install(), qube)) {

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, destination::capabilities);

      assertEquals(fault, failure.fault());
      assertTrue(failure.getMessage().contains("the qube " + qube), failure::getMessage);
      assertTrue(failure.getMessage().contains(words), failure::getMessage);
      assertTrue(failure.remedy().contains(remedy), failure::remedy);
    }
  }

  @Test
  void withoutQubesTheMissingProgramIsNamed() throws Exception {
    try (Destination destination = open("/missing/qvm-run", "vault")) {

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, destination::capabilities);

      assertEquals(DestinationFault.UNREACHABLE, failure.fault());
      assertTrue(failure.getMessage().contains("/missing/qvm-run"), failure::getMessage);
    }
  }

  @Test
  void aQubeWithoutAShellIsNamed() throws Exception {
    try (Destination destination = open(QvmRunStandIn.install(), "shellless")) {

      NoShellException failure = assertThrows(NoShellException.class, destination::capabilities);

      assertTrue(failure.getMessage().contains("no shell for you"), failure::getMessage);
    }
  }
}
