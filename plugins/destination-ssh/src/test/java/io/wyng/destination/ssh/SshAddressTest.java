package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.DestinationAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshAddressTest {

  @ParameterizedTest
  @CsvSource({
    "ssh://nas/backup, '', nas, 0",
    "ssh://nas.example.org:2222/backup, '', nas.example.org, 2222",
    "ssh://me@nas/backup, me, nas, 0",
    "ssh://me@192.0.2.1:65535/backup, me, 192.0.2.1, 65535",
    "ssh://me@[2001:db8::1]/backup, me, 2001:db8::1, 0",
    "ssh://[fe80::1%eth0]:22/backup, '', fe80::1%eth0, 22",
    "'ssh://first.last@nas/a path/with $HOME', first.last, nas, 0",
  })
  void anAddressIsTakenApart(String url, String user, String host, int port) throws Exception {
    DestinationAddress address = DestinationAddress.parse(url);

    assertEquals(new SshAddress(user, host, port), SshAddress.of(address));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh:/backup",
        "ssh:///backup",
        "ssh://nas",
        "ssh://me@nas",
        "ssh://me@nas:22",
        "ssh://@nas/backup",
        "ssh://me@home@nas/backup",
        "ssh://me@/backup",
        "ssh://me@:22/backup",
        "ssh://me@-oProxyCommand=id/backup",
        "ssh://me @nas/backup",
        "ssh://me@na s/backup",
        "ssh://me@nas:/backup",
        "ssh://me@nas:0/backup",
        "ssh://me@nas:65536/backup",
        "ssh://me@nas:22x/backup",
        "ssh://me@nas:-22/backup",
        "ssh://me@nas:99999999999/backup",
        "ssh://me@2001:db8::1/backup",
        "ssh://me@[2001:db8::1/backup",
        "ssh://me@2001:db8::1]/backup",
        "ssh://me@[nas]/backup",
        "ssh://me@[2001:db8::1]x/backup",
        "ssh://me@nas;id/backup",
        "ssh://me@$(id)/backup",
        "ssh://me@`id`/backup",
        "ssh://me@nas,other/backup",
        "ssh://me@./backup",
      })
  void aMalformedAddressIsRefusedBeforeAnythingIsContacted(String url) {
    DestinationAddress address = DestinationAddress.parse(url);

    ProviderException failure = assertThrows(ProviderException.class, () -> SshAddress.of(address));

    assertTrue(failure.getMessage().startsWith("Malformed destination"), failure.getMessage());
    assertTrue(failure.remedy().contains("ssh://"), failure.remedy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://-oProxyCommand=id/backup",
        "ssh://-me@nas/backup",
        "ssh://m\u0000e@nas/backup",
        "ssh://me@na\ns/backup",
        "ssh://me@nas/back\nup",
        "ssh://me@nas/back\u001b[2Jup",
      })
  void anAddressThatNoDestinationCanHaveIsRefusedEvenEarlier(String url) {
    assertThrows(IllegalArgumentException.class, () -> DestinationAddress.parse(url));
  }

  @Test
  void aMissingPathIsCalledThat() {
    DestinationAddress address = DestinationAddress.parse("ssh://me@nas");

    ProviderException failure = assertThrows(ProviderException.class, () -> SshAddress.of(address));

    assertTrue(failure.getMessage().contains("the path over there is missing"));
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    DestinationAddress address = DestinationAddress.parse("ssh://me:geheim@nas/backup");

    ProviderException failure = assertThrows(ProviderException.class, () -> SshAddress.of(address));

    assertTrue(!failure.getMessage().contains("geheim"), failure.getMessage());
    assertTrue(failure.remedy().contains("key"), failure.remedy());
  }
}
