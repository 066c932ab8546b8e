package io.wyng.cli.report;

import io.wyng.cli.console.Console;
import io.wyng.engine.event.Event;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far an operation has come: on a terminal one line that is rewritten a few times a second,
 * elsewhere a line a minute, so that a log of a long run shows that it goes on.
 */
final class ProgressLine {

  private static final Duration TERMINAL_INTERVAL = Duration.ofMillis(200);
  private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

  /** With this the line stays below 80 columns, and is never wrapped. */
  private static final int NAME_WIDTH = 28;

  private final Console console;
  private final ProgressPace pace;

  ProgressLine(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.pace =
        console.canRewrite()
            ? new ProgressPace(TERMINAL_INTERVAL, true, nanoTime)
            : new ProgressPace(LOG_INTERVAL, false, nanoTime);
  }

  void show(Event.Progress step) {
    if (!pace.isDue(step)) {
      return;
    }
    if (console.canRewrite()) {
      console.rewrite(line(step));
    } else {
      console.printError(line(step));
    }
  }

  private String line(Event.Progress step) {
    String name = step.volume().text();
    String shown = name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "~";
    String what = shown + ": " + word(step.activity());
    if (step.totalBytes() <= 0) {
      return what;
    }
    String rate =
        pace.elapsed().isZero() ? "" : "  " + HumanUnits.rate(pace.bytes(step), pace.elapsed());
    return String.format(
        Locale.ROOT,
        "%s %s / %s %3d %%%s",
        what,
        HumanUnits.size(step.doneBytes()),
        HumanUnits.size(step.totalBytes()),
        (long) (step.doneBytes() * 100.0 / step.totalBytes()),
        rate);
  }

  private static String word(Event.Activity activity) {
    return switch (activity) {
      case EXAMINE -> "examine";
      case SEND -> "send";
      case RECEIVE -> "receive";
      case VERIFY -> "verify";
      case COMPARE -> "compare";
      case SURVEY -> "survey";
      case CHECK -> "check";
      case DEDUPLICATE -> "deduplicate";
    };
  }
}
