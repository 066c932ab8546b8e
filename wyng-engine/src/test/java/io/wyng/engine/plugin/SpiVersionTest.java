package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiVersionTest {

  @ParameterizedTest
  @CsvSource({
    "1.0.0-SNAPSHOT, 1, 0",
    "1.0, 1, 0",
    "2, 2, 0",
    "3-beta, 3, 0",
    "12.34.56, 12, 34",
    "1.2-rc.1, 1, 2"
  })
  void aModuleVersionStartsWithTheVersionOfTheInterface(String text, int major, int minor) {
    Optional<SpiVersion> parsed = SpiVersion.parse(text);

    assertEquals(Optional.of(new SpiVersion(major, minor)), parsed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1.0", "-1.0", "99999999999.0", "1.99999999999"})
  void aTextThatStartsOtherwiseIsNoVersion(String text) {
    Optional<SpiVersion> parsed = SpiVersion.parse(text);

    assertEquals(Optional.empty(), parsed);
  }

  @ParameterizedTest(name = "ours 2.3, built for {0}.{1}: {2}")
  @CsvSource({
    "2, 3, true",
    "2, 0, true",
    "2, 4, false",
    "1, 3, false",
    "1, 9, false",
    "3, 0, false",
    "3, 3, false"
  })
  void theMajorVersionMustBeOursAndTheMinorNotNewer(int major, int minor, boolean supported) {
    SpiVersion ours = new SpiVersion(2, 3);

    assertEquals(supported, ours.supports(new SpiVersion(major, minor)));
  }

  @Test
  void aVersionReadsAsItIsWritten() {
    assertEquals("1.20", new SpiVersion(1, 20).toString());
  }
}
