package io.wyng.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HumanUnitsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1048524, 1023.9 KiB",
    "1048525, 1.0 MiB",
    "1048575, 1.0 MiB",
    "1048576, 1.0 MiB",
    "21474836480, 20.0 GiB",
    "1099511627776, 1.0 TiB",
    "9223372036854775807, 8.0 EiB",
  })
  void sizesAreInBinaryUnits(long bytes, String expected) {
    assertEquals(expected, HumanUnits.size(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "449, 0.4 s",
    "59400, 59.4 s",
    "59600, 1 min 00 s",
    "185000, 3 min 05 s",
    "3599999, 1 h 00 min",
    "7380000, 2 h 03 min",
  })
  void durationsAreAsExactAsTheyMatter(long millis, String expected) {
    assertEquals(expected, HumanUnits.duration(Duration.ofMillis(millis)));
  }

  @Test
  void aRateIsBytesASecond() {
    assertEquals("2.0 MiB/s", HumanUnits.rate(1024 * 1024, Duration.ofMillis(500)));
  }
}
