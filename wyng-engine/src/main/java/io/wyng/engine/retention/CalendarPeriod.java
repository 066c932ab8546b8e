package io.wyng.engine.retention;

import java.time.LocalDateTime;
import java.time.temporal.IsoFields;

/** A period of the calendar, of which a rule keeps one session each. */
public enum CalendarPeriod {
  /** From midnight to midnight. */
  DAY("daily") {
    @Override
    String nameAt(LocalDateTime time) {
      return time.toLocalDate().toString();
    }
  },
  /** From Monday to Sunday, numbered as ISO 8601 has it. */
  WEEK("weekly") {
    @Override
    String nameAt(LocalDateTime time) {
      int week = time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      return time.get(IsoFields.WEEK_BASED_YEAR) + (week < 10 ? "-W0" : "-W") + week;
    }
  },
  /** A month of a year. */
  MONTH("monthly") {
    @Override
    String nameAt(LocalDateTime time) {
      return time.toLocalDate().toString().substring(0, "2026-11".length());
    }
  },
  /** From January to December. */
  YEAR("yearly") {
    @Override
    String nameAt(LocalDateTime time) {
      return time.toLocalDate().toString().substring(0, "2026".length());
    }
  };

  private final String adverb;

  CalendarPeriod(String adverb) {
    this.adverb = adverb;
  }

  /**
   * How often a session is kept.
   *
   * @return {@code daily}, {@code weekly}, …
   */
  String adverb() {
    return adverb;
  }

  /**
   * The one period of this kind in which a time lies.
   *
   * @param time local time
   * @return its name: {@code 2026-11-20}, {@code 2026-W47}, {@code 2026-11} or {@code 2026}
   */
  abstract String nameAt(LocalDateTime time);
}
