package io.wyng.cli.report;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.operation.VolumeSummary.SessionSummary;
import io.wyng.spi.VolumeName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Things to report. */
final class Examples {

  static final VolumeName VOLUME = new VolumeName("vm-work");
  static final SessionName OLDER = new SessionName("20260101-000000");
  static final SessionName NEWER = new SessionName("20260131-235959");
  static final long MIB = 1024 * 1024;

  private Examples() {}

  static Event.Progress progress(long done, long total) {
    return new Event.Progress(VOLUME, Event.Activity.SEND, done, total);
  }

  static Event.VolumeSent sent(Event.SendKind kind) {
    return new Event.VolumeSent(
        VOLUME, NEWER, kind, 256 * MIB, 8 * MIB, 3 * MIB, MIB, 0, Duration.ofMillis(1500));
  }

  static Event.VolumeSent deduplicatedWhenSent() {
    return new Event.VolumeSent(
        VOLUME,
        NEWER,
        Event.SendKind.FULL,
        256 * MIB,
        8 * MIB,
        3 * MIB,
        MIB,
        2 * MIB,
        Duration.ofMillis(1500));
  }

  static Event.ArchiveDeduplicated deduplicated(long freedBytes) {
    return new Event.ArchiveDeduplicated(1000, 17, freedBytes, Duration.ofSeconds(2));
  }

  static Event.VolumeUnchanged unchanged() {
    return new Event.VolumeUnchanged(VOLUME, NEWER);
  }

  static Event.VolumeSkipped skipped() {
    return new Event.VolumeSkipped(VOLUME, "it is not in the pool vg/pool", "Look with lvs.");
  }

  static Event.VolumeReceived received() {
    return new Event.VolumeReceived(
        VOLUME, NEWER, "/tmp/my file", 256 * MIB, MIB, Duration.ofSeconds(2));
  }

  static Event.VolumeVerified verified() {
    return new Event.VolumeVerified(VOLUME, NEWER, 256 * MIB, MIB, Duration.ofSeconds(2));
  }

  static List<Event> everyKindOfEvent() {
    return List.of(
        progress(1, 2),
        sent(Event.SendKind.FULL),
        unchanged(),
        skipped(),
        received(),
        verified(),
        deduplicated(MIB),
        new Event.Notice("a notice"),
        new Event.Warning("a warning", "its remedy"));
  }

  static ArchiveSummary archive(VolumeSummary... volumes) {
    return new ArchiveSummary(
        new UUID(1, 2),
        1,
        "vg/pool",
        "internal:/mnt",
        "home/user",
        "zlib:4",
        "sha256",
        65536,
        List.of(volumes));
  }

  static VolumeSummary volume(String name, boolean enabled, String description) {
    return new VolumeSummary(
        new VolumeName(name),
        enabled,
        description,
        List.of(
            new SessionSummary(OLDER, MIB, List.of()),
            new SessionSummary(NEWER, 20 * 1024 * MIB, List.of("before-upgrade", "keep"))));
  }

  static VolumeSummary emptyVolume(String name) {
    return new VolumeSummary(new VolumeName(name), true, "", List.of());
  }
}
