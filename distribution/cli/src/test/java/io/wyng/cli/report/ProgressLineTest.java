package io.wyng.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.cli.console.RecordedConsole;
import io.wyng.engine.event.Event;
import io.wyng.spi.VolumeName;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void onATerminalOneLineIsRewrittenAFewTimesASecond() {
    RecordedConsole recorded = RecordedConsole.terminal("");
    ProgressLine line = new ProgressLine(recorded.console(), nanos::get);

    line.show(Examples.progress(0, 100 * Examples.MIB));
    after(Duration.ofMillis(100), line, 10);
    after(Duration.ofMillis(100), line, 20);

    assertEquals(
        "\rvm-work: send 0 B / 100.0 MiB   0 %"
            + "\rvm-work: send 20.0 MiB / 100.0 MiB  20 %  100.0 MiB/s",
        recorded.errors());
  }

  @Test
  void inALogThereIsALineAMinute() {
    RecordedConsole recorded = RecordedConsole.piped();
    ProgressLine line = new ProgressLine(recorded.console(), nanos::get);

    line.show(Examples.progress(0, 100 * Examples.MIB));
    after(Duration.ofSeconds(59), line, 10);
    after(Duration.ofSeconds(1), line, 30);
    after(Duration.ofSeconds(59), line, 40);

    assertEquals("vm-work: send 30.0 MiB / 100.0 MiB  30 %  512.0 KiB/s\n", recorded.errors());
  }

  @Test
  void theRateIsThatOfThePresentVolume() {
    RecordedConsole recorded = RecordedConsole.terminal("");
    ProgressLine line = new ProgressLine(recorded.console(), nanos::get);
    line.show(Examples.progress(0, 100 * Examples.MIB));
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    VolumeName other = new VolumeName("other");

    line.show(new Event.Progress(other, Event.Activity.SEND, 0, 100 * Examples.MIB));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    line.show(
        new Event.Progress(other, Event.Activity.SEND, 50 * Examples.MIB, 100 * Examples.MIB));

    assertTrue(recorded.errors().endsWith(" 50 %  50.0 MiB/s"), recorded.errors());
  }

  @Test
  void theLineFitsIntoEightyColumnsWhateverTheName() {
    RecordedConsole recorded = RecordedConsole.terminal("");
    ProgressLine line = new ProgressLine(recorded.console(), nanos::get);
    VolumeName longest = new VolumeName("x".repeat(VolumeName.MAX_LENGTH));
    long total = 1023 * Examples.MIB * 1024;

    line.show(new Event.Progress(longest, Event.Activity.RECEIVE, 0, total));
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    line.show(new Event.Progress(longest, Event.Activity.RECEIVE, total - 1, total));

    for (String written : recorded.errors().split("\r")) {
      assertTrue(written.length() < 80, written);
    }
  }

  @Test
  void workOfUnknownSizeHasNoPercentage() {
    RecordedConsole recorded = RecordedConsole.terminal("");

    new ProgressLine(recorded.console(), nanos::get)
        .show(new Event.Progress(Examples.VOLUME, Event.Activity.EXAMINE, 0, 0));

    assertEquals("\rvm-work: examine", recorded.errors());
  }

  private void after(Duration pause, ProgressLine line, long doneMib) {
    nanos.addAndGet(pause.toNanos());
    line.show(Examples.progress(doneMib * Examples.MIB, 100 * Examples.MIB));
  }
}
