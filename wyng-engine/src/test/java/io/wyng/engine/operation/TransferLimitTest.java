package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransferLimitTest {

  @ParameterizedTest
  @CsvSource({
    "500, 512000",
    "500K, 512000",
    "1.5M, 1572864",
    "1m, 1048576",
    "2G, 2147483648",
    "0.001, 1"
  })
  void aRateIsReadAsRsyncReadsIt(String text, long bytes) {
    assertEquals(new TransferLimit(bytes), TransferLimit.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "-1", "fast", "1T", "1 M", "1.2345", "0.0001", "9999999999", "M"})
  void whatIsNoRateIsRefusedWithWhatIsExpected(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> TransferLimit.parse(text));

    assertTrue(refusal.getMessage().contains("expected KiB a second"), refusal.getMessage());
  }
}
