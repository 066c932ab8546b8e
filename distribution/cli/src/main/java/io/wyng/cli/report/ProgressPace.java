package io.wyng.cli.report;

import io.wyng.engine.event.Event;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Lets through a few of many steps, and knows how fast the work on the present volume goes. */
final class ProgressPace {

  private final long intervalNanos;
  private final boolean startAtOnce;
  private final LongSupplier nanoTime;

  private Event.@Nullable Progress last;
  private long startedAt;
  private long startedBytes;
  private long shownAt;

  /**
   * A pace.
   *
   * @param interval time between two steps that are let through
   * @param startAtOnce whether the first step of a volume is let through, or must wait as well
   * @param nanoTime as {@link System#nanoTime}
   */
  ProgressPace(Duration interval, boolean startAtOnce, LongSupplier nanoTime) {
    this.intervalNanos = interval.toNanos();
    this.startAtOnce = startAtOnce;
    this.nanoTime = nanoTime;
  }

  /** Whether this step is to be shown. */
  boolean isDue(Event.Progress step) {
    long now = nanoTime.getAsLong();
    boolean starts = !continues(step);
    if (starts) {
      startedAt = now;
      startedBytes = step.doneBytes();
      shownAt = now;
    }
    last = step;
    boolean due = starts ? startAtOnce : now - shownAt >= intervalNanos;
    if (due) {
      shownAt = now;
    }
    return due;
  }

  /** Time since the first step of the volume, up to the last one that was let through. */
  Duration elapsed() {
    return Duration.ofNanos(shownAt - startedAt);
  }

  /** Bytes dealt with in that time. */
  long bytes(Event.Progress step) {
    return step.doneBytes() - startedBytes;
  }

  private boolean continues(Event.Progress step) {
    return last != null
        && last.volume().equals(step.volume())
        && last.activity() == step.activity()
        && last.doneBytes() <= step.doneBytes();
  }
}
