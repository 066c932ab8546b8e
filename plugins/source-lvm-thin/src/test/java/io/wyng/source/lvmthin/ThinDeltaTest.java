package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ThinDeltaTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"0.9.0\n", "0.8.5", "0.7.0", "1.0.6", "thin_delta 1.0.12\n", "1.1.0", "2.0"})
  void versionsThatAnswerRightlyAreTrusted(String version) throws Exception {
    ThinDelta.requireTrustworthy(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.6.3", "0.4.1", "1.0.0", "1.0", "1.0.5", "thin_delta 1.0.3", "", "unknown"})
  void versionsThatLoseChangesAreRefusedWithTheBetterOnes(String version) {
    ProviderException refusal =
        assertThrows(ProviderException.class, () -> ThinDelta.requireTrustworthy(version));

    assertTrue(refusal.getMessage().contains(version.replace("thin_delta ", "").strip()));
    assertTrue(refusal.remedy().contains("1.0.6"), refusal.remedy());
  }
}
