package io.wyng.engine.retention;

import io.wyng.engine.archive.SessionName;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Histories as users and clocks make them, and policies as users wish them. */
final class RandomHistories {

  private static final List<String> TAGS = List.of("release", "before-upgrade", "keep");
  private static final int MINUTES_OF_A_DAY = 24 * 60;

  private final RandomGenerator random;

  RandomHistories(RandomGenerator random) {
    this.random = random;
  }

  /** From none to some dozens of sessions, minutes to months apart. */
  List<Candidate> sessions() {
    List<Candidate> sessions = new ArrayList<>();
    Set<SessionName> names = new HashSet<>();
    LocalDateTime time = LocalDateTime.of(2018, 1, 1, 0, 0).plusMinutes(random.nextInt(5_000_000));
    int longestPauseMinutes =
        MINUTES_OF_A_DAY * (1 + random.nextInt(40)) / (1 + random.nextInt(40));
    int count = random.nextInt(60);
    for (int i = 0; i < count; i++) {
      time = time.plusSeconds(1).plusMinutes(random.nextInt(longestPauseMinutes + 1));
      SessionName name =
          switch (random.nextInt(40)) {
            case 0 -> noDate();
            case 1 -> SessionName.at(time.minusDays(random.nextInt(3)));
            case 2 -> SessionName.at(time.withHour(0).withMinute(0).withSecond(0));
            default -> SessionName.at(time);
          };
      if (names.add(name)) {
        sessions.add(new Candidate(name, tags()));
      }
    }
    return sessions;
  }

  private SessionName noDate() {
    return new SessionName(
        String.format(
            Locale.ROOT, "2020%02d32-%06d", 1 + random.nextInt(12), random.nextInt(1_000_000)));
  }

  private Set<String> tags() {
    return random.nextInt(15) == 0 ? Set.of(TAGS.get(random.nextInt(TAGS.size()))) : Set.of();
  }

  /** From no rule to a handful, which may name sessions and tags that do not exist. */
  RetentionPolicy policy(List<Candidate> sessions) {
    List<RetentionRule> rules = new ArrayList<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      rules.add(rule(sessions));
    }
    return new RetentionPolicy(rules);
  }

  private RetentionRule rule(List<Candidate> sessions) {
    CalendarPeriod[] periods = CalendarPeriod.values();
    return switch (random.nextInt(8)) {
      case 0 -> new RetentionRule.Last(1 + random.nextInt(10));
      case 1 -> new RetentionRule.Within(span());
      case 2 ->
          new RetentionRule.Named(
              sessions.isEmpty()
                  ? noDate()
                  : sessions.get(random.nextInt(sessions.size())).session());
      case 3 -> new RetentionRule.Tagged(TAGS.get(random.nextInt(TAGS.size())));
      default ->
          new RetentionRule.OnePer(periods[random.nextInt(periods.length)], 1 + random.nextInt(12));
    };
  }

  private TimeSpan span() {
    return switch (random.nextInt(4)) {
      case 0 -> new TimeSpan(0, 0, 0, 1 + random.nextInt(40));
      case 1 -> new TimeSpan(0, 0, 1 + random.nextInt(6), 0);
      case 2 -> new TimeSpan(0, 1 + random.nextInt(6), 0, random.nextInt(31));
      default -> new TimeSpan(1, random.nextInt(3), random.nextInt(3), random.nextInt(20));
    };
  }
}
