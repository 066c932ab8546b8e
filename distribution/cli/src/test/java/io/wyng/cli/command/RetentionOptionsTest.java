package io.wyng.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.retention.CalendarPeriod;
import io.wyng.engine.retention.RetentionPolicy;
import io.wyng.engine.retention.RetentionRule;
import io.wyng.engine.retention.TimeSpan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class RetentionOptionsTest {

  @Command(name = "any")
  private static final class AnyCommand {
    @Mixin private RetentionOptions retention = new RetentionOptions();
  }

  private static Optional<RetentionPolicy> policy(String... words) {
    AnyCommand command = new AnyCommand();
    new CommandLine(command).parseArgs(words);
    return command.retention.policy();
  }

  @Test
  void withoutOptionsThereIsNoPolicy() {
    assertEquals(Optional.empty(), policy());
  }

  @Test
  void everyOptionIsARule() {
    Optional<RetentionPolicy> policy =
        policy(
            "--keep-last=1",
            "--keep-daily=2",
            "--keep-weekly=3",
            "--keep-monthly=4",
            "--keep-yearly=5",
            "--keep-within=1y2m",
            "--keep=^Release",
            "--keep=20260131-235959");

    assertEquals(
        List.of(
            new RetentionRule.Last(1),
            new RetentionRule.Within(new TimeSpan(1, 2, 0, 0)),
            new RetentionRule.OnePer(CalendarPeriod.DAY, 2),
            new RetentionRule.OnePer(CalendarPeriod.WEEK, 3),
            new RetentionRule.OnePer(CalendarPeriod.MONTH, 4),
            new RetentionRule.OnePer(CalendarPeriod.YEAR, 5),
            new RetentionRule.Tagged("release"),
            new RetentionRule.Named(new SessionName("20260131-235959"))),
        policy.orElseThrow().rules());
  }

  @ParameterizedTest
  @CsvSource({
    "--keep-last=0, --keep-last",
    "--keep-yearly=-1, less than 1",
    "--keep-within=14, 14d",
    "--keep=yesterday, yesterday",
    "--keep=20260230-000000, 20260230-000000",
    "--keep=^a b, ^a b",
  })
  void aValueThatMakesNoSenseIsRefusedAndNamed(String word, String named) {
    UsageException refusal = assertThrows(UsageException.class, () -> policy(word));

    assertTrue(String.valueOf(refusal.getMessage()).contains(named), refusal.getMessage());
  }

  @Test
  void whatIsNoNumberIsRefusedByTheParser() {
    assertThrows(ParameterException.class, () -> policy("--keep-daily=all"));
  }
}
