package io.wyng.engine.retention;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which sessions stay, asked of each session for itself and with the definitions' own words. */
final class RetentionOracle {

  private final List<Candidate> sessions;
  private final RetentionPolicy policy;

  RetentionOracle(List<Candidate> sessions, RetentionPolicy policy) {
    this.sessions = sessions;
    this.policy = policy;
  }

  boolean stays(int index) {
    return policy.rules().isEmpty()
        || index == sessions.size() - 1
        || time(index) == null
        || policy.rules().stream().anyMatch(rule -> keeps(rule, index));
  }

  private boolean keeps(RetentionRule rule, int index) {
    return switch (rule) {
      case RetentionRule.Last last -> sessions.size() - index <= last.count();
      case RetentionRule.OnePer one -> keeps(one, index);
      case RetentionRule.Within within -> isWithin(within.span(), index);
      case RetentionRule.Named named -> sessions.get(index).session().equals(named.session());
      case RetentionRule.Tagged tagged -> sessions.get(index).tags().contains(tagged.tag());
    };
  }

  private boolean keeps(RetentionRule.OnePer rule, int index) {
    long newer =
        IntStream.range(index + 1, sessions.size())
            .filter(i -> isNewestOfItsPeriod(rule.period(), i))
            .count();
    long all =
        IntStream.range(0, sessions.size())
            .filter(i -> isNewestOfItsPeriod(rule.period(), i))
            .count();
    boolean oldest = IntStream.range(0, index).allMatch(i -> time(i) == null);
    return (isNewestOfItsPeriod(rule.period(), index) && newer < rule.count())
        || (oldest && all < rule.count());
  }

  private boolean isNewestOfItsPeriod(CalendarPeriod period, int index) {
    LocalDateTime time = time(index);
    return time != null
        && IntStream.range(index + 1, sessions.size())
            .mapToObj(this::time)
            .noneMatch(later -> later != null && begin(period, later).equals(begin(period, time)));
  }

  private static LocalDate begin(CalendarPeriod period, LocalDateTime time) {
    LocalDate date = time.toLocalDate();
    return switch (period) {
      case DAY -> date;
      case WEEK -> date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> YearMonth.from(date).atDay(1);
      case YEAR -> LocalDate.of(date.getYear(), 1, 1);
    };
  }

  private boolean isWithin(TimeSpan span, int index) {
    LocalDateTime time = time(index);
    LocalDateTime newest = null;
    for (int i = 0; i < sessions.size(); i++) {
      newest = time(i) == null ? newest : time(i);
    }
    return time != null
        && newest != null
        && time.isAfter(
            newest
                .minusMonths(12L * span.years() + span.months())
                .minusDays(7L * span.weeks() + span.days()));
  }

  /** The digits as a date, if the calendar has it. */
  private @Nullable LocalDateTime time(int index) {
    String digits = sessions.get(index).session().date().replace("-", "");
    int[] parts =
        IntStream.of(4, 6, 8, 10, 12, 14)
            .map(end -> Integer.parseInt(digits.substring(end == 4 ? 0 : end - 2, end)))
            .toArray();
    boolean exists =
        parts[1] >= 1
            && parts[1] <= 12
            && parts[2] >= 1
            && parts[2] <= YearMonth.of(parts[0], parts[1]).lengthOfMonth()
            && parts[3] < 24
            && parts[4] < 60
            && parts[5] < 60;
    return exists
        ? LocalDateTime.of(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5])
        : null;
  }
}
