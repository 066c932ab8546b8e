package io.wyng.engine.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeSpanTest {

  @ParameterizedTest
  @CsvSource({
    "14d, 2026-11-06T10:00",
    "2w, 2026-11-06T10:00",
    "3m, 2026-08-20T10:00",
    "1y, 2025-11-20T10:00",
    "1y2m3d, 2025-09-17T10:00",
    "1m1w1d, 2026-10-12T10:00",
    "99999y, -97973-11-20T10:00",
  })
  void itIsCountedBackOnTheCalendar(String text, LocalDateTime expected) {
    TimeSpan span = TimeSpan.parse(text);

    assertEquals(expected, span.before(LocalDateTime.of(2026, 11, 20, 10, 0)));
    assertEquals(text, span.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "14", "d", "14 d", "-14d", "0d", "2d1w", "1h", "14D", "999999d", "१d"})
  void whatIsNoTimeSpanIsRefusedAndShown(String text) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> TimeSpan.parse(text));

    assertTrue(String.valueOf(refusal.getMessage()).contains("\"" + text + "\""));
  }
}
