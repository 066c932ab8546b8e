package io.wyng.engine.retention;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which sessions of a volume are kept: those that at least one rule keeps. A policy without rules
 * keeps everything.
 *
 * @param rules the rules, in the order in which reasons are given
 */
public record RetentionPolicy(List<RetentionRule> rules) {

  private static final int DAYS_WITH_EVERYTHING = 62;
  private static final int WEEKS_OF_A_YEAR = 53;
  private static final int MONTHS_OF_FIVE_YEARS = 60;

  /** Copies the list. */
  public RetentionPolicy {
    rules = List.copyOf(rules);
  }

  /**
   * What automatic pruning goes by when the user gave no rules: everything of 62 days, then a
   * session a week for a year, then one a month for five years.
   *
   * @return the policy
   */
  public static RetentionPolicy standard() {
    return new RetentionPolicy(
        List.of(
            new RetentionRule.Within(new TimeSpan(0, 0, 0, DAYS_WITH_EVERYTHING)),
            new RetentionRule.OnePer(CalendarPeriod.WEEK, WEEKS_OF_A_YEAR),
            new RetentionRule.OnePer(CalendarPeriod.MONTH, MONTHS_OF_FIVE_YEARS)));
  }

  /**
   * The sessions and tags that rules name although there are none such. Whoever mistypes the name
   * of what is to be kept must not lose it: a prune by this policy is refused when this is not
   * empty for the sessions of all its volumes together.
   *
   * @param sessions all sessions that are considered
   * @return dates, and tags with {@code ^}, as the user gave them
   */
  public List<String> namingNothing(Collection<Candidate> sessions) {
    return rules.stream().flatMap(rule -> namingNothing(rule, sessions)).distinct().toList();
  }

  private static Stream<String> namingNothing(RetentionRule rule, Collection<Candidate> sessions) {
    return switch (rule) {
      case RetentionRule.Named named ->
          sessions.stream().anyMatch(each -> each.session().equals(named.session()))
              ? Stream.empty()
              : Stream.of(named.session().date());
      case RetentionRule.Tagged tagged ->
          sessions.stream().anyMatch(each -> each.tags().contains(tagged.tag()))
              ? Stream.empty()
              : Stream.of("^" + tagged.tag());
      case RetentionRule.Last _, RetentionRule.OnePer _, RetentionRule.Within _ -> Stream.empty();
    };
  }
}
