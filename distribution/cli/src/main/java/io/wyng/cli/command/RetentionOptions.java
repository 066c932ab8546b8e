package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.retention.CalendarPeriod;
import io.wyng.engine.retention.RetentionPolicy;
import io.wyng.engine.retention.RetentionRule;
import io.wyng.engine.retention.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which sessions are kept. Each keeps sessions; what none keeps may go. */
final class RetentionOptions {

  @Option(
      names = "--keep",
      paramLabel = "DATE-TIME|^TAG",
      description =
          "Keep this session, or the sessions with this tag; may be given several times. It must"
              + " exist.")
  List<String> named = new ArrayList<>();

  @Option(names = "--keep-last", paramLabel = "N", description = "Keep the newest N sessions.")
  @Nullable Integer last;

  @Option(
      names = "--keep-daily",
      paramLabel = "N",
      description =
          "Keep the newest session of each of the last N days that have one. As long as there are"
              + " fewer, the oldest session is kept too; so it is with weeks, months and years.")
  @Nullable Integer daily;

  @Option(
      names = "--keep-weekly",
      paramLabel = "N",
      description = "The same with weeks, which begin on Monday.")
  @Nullable Integer weekly;

  @Option(names = "--keep-monthly", paramLabel = "N", description = "The same with months.")
  @Nullable Integer monthly;

  @Option(names = "--keep-yearly", paramLabel = "N", description = "The same with years.")
  @Nullable Integer yearly;

  @Option(
      names = "--keep-within",
      paramLabel = "TIME",
      description =
          "Keep every session that is less than this older than the newest one: 14d, 2w, 3m, 1y,"
              + " 1y2m3d.")
  @Nullable String within;

  /** For the commands, which have picocli fill in the fields. */
  RetentionOptions() {}

  /**
   * The policy that the options make.
   *
   * @return the policy, or empty when none of the options was given
   * @throws UsageException when a value makes no sense
   */
  Optional<RetentionPolicy> policy() {
    List<RetentionRule> rules = new ArrayList<>();
    if (last != null) {
      rules.add(new RetentionRule.Last(positive("--keep-last", last)));
    }
    if (within != null) {
      rules.add(new RetentionRule.Within(Names.parsed(TimeSpan::parse, within)));
    }
    addOnePer(rules, CalendarPeriod.DAY, "--keep-daily", daily);
    addOnePer(rules, CalendarPeriod.WEEK, "--keep-weekly", weekly);
    addOnePer(rules, CalendarPeriod.MONTH, "--keep-monthly", monthly);
    addOnePer(rules, CalendarPeriod.YEAR, "--keep-yearly", yearly);
    named.forEach(text -> rules.add(Names.parsed(RetentionRule::keeping, text)));
    return rules.isEmpty() ? Optional.empty() : Optional.of(new RetentionPolicy(rules));
  }

  private static void addOnePer(
      List<RetentionRule> rules, CalendarPeriod period, String option, @Nullable Integer count) {
    if (count != null) {
      rules.add(new RetentionRule.OnePer(period, positive(option, count)));
    }
  }

  private static int positive(String option, int count) {
    if (count < 1) {
      throw new UsageException(
          "Invalid value for option '" + option + "': " + count + " is less than 1",
          "Leave the option out if it shall keep nothing; the newest session always stays.");
    }
    return count;
  }
}
