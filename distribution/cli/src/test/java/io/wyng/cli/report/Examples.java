package io.wyng.cli.report;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Tag;
import io.wyng.engine.event.Event;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.operation.VolumeSummary.SessionSummary;
import io.wyng.engine.plugin.ChosenSetting;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.LoadedProvider;
import io.wyng.engine.plugin.ProviderKind;
import io.wyng.engine.plugin.SettingAssignment;
import io.wyng.engine.plugin.SettingOrigin;
import io.wyng.engine.plugin.SpiVersion;
import io.wyng.spi.Provider;
import io.wyng.spi.Setting;
import io.wyng.spi.VolumeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Things to report. */
public final class Examples {

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

  static Event.VolumePruned pruned(SessionName... sessions) {
    return new Event.VolumePruned(VOLUME, List.of(sessions), 4, Duration.ofSeconds(2));
  }

  static Event.SessionJudged judged(boolean pruned) {
    return new Event.SessionJudged(VOLUME, OLDER, pruned, "the reason");
  }

  static Event.ChangesCollected collected() {
    return new Event.ChangesCollected(VOLUME, NEWER, MIB, 3 * MIB, true);
  }

  static Event.VolumeChecked checked() {
    return new Event.VolumeChecked(
        VOLUME, List.of(OLDER, NEWER), List.of(), MIB, 0, Duration.ofSeconds(2));
  }

  /** What is found when volumes and archives are compared and checked. */
  static List<Event> findings() {
    return List.of(
        new Event.RangeDiffers(VOLUME, 65_536, 131_072),
        new Event.VolumeCompared(VOLUME, NEWER, 2 * MIB, MIB, 131_072, true, Duration.ofSeconds(2)),
        new Event.DamageFound(VOLUME, OLDER, new ChunkAddress(65_536), "a chunk is missing"),
        new Event.DamageFound(VOLUME, null, null, "its metadata is damaged"),
        new Event.VolumeChecked(
            VOLUME, List.of(OLDER), List.of(NEWER), MIB, 7, Duration.ofSeconds(2)));
  }

  static List<Event> everyKindOfEvent() {
    return List.of(
        progress(1, 2),
        sent(Event.SendKind.FULL),
        unchanged(),
        skipped(),
        received(),
        verified(),
        pruned(OLDER),
        new Event.NothingPruned(VOLUME),
        judged(true),
        new Event.VolumeDeleted(VOLUME, 2),
        new Event.VolumeRenamed(VOLUME, new VolumeName("vm-play")),
        new Event.ArchiveDeleted(new UUID(1, 2), "internal:/mnt", 3),
        collected(),
        checked(),
        deduplicated(MIB),
        new Event.Notice("a notice"),
        new Event.Warning("a warning", "its remedy"));
  }

  /** A destination with two settings, one of which was set in the configuration file. */
  public static LoadedPlugin plugin() {
    Setting<Long> window = Setting.bytes("window", "Bytes on their way", 16 * MIB, 0, 64 * MIB);
    SettingAssignment assignment =
        SettingAssignment.parse(
            "destination.far.window=1MiB",
            new SettingOrigin.FileLine(Path.of("/etc/wyng/wyng.conf"), 7));
    LoadedProvider provider =
        new LoadedProvider(
            ProviderKind.DESTINATION,
            "far",
            "Archives far away",
            Set.of("far", "away"),
            List.of(
                new ChosenSetting(window, assignment),
                new ChosenSetting(Setting.text("label", "How it is called", ""), null)),
            new Provider() {
              @Override
              public String name() {
                return "far";
              }

              @Override
              public String description() {
                return "Archives far away";
              }
            });
    return new LoadedPlugin(
        Path.of("/p/far"),
        List.of(Path.of("/p/far/library.jar")),
        "org.example.far",
        "3.1",
        new SpiVersion(1, 0),
        true,
        List.of(provider));
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
        List.of(volumes),
        null);
  }

  static VolumeSummary volume(String name, boolean enabled, String description) {
    return new VolumeSummary(
        new VolumeName(name),
        enabled,
        description,
        List.of(
            new SessionSummary(OLDER, MIB, List.of()),
            new SessionSummary(
                NEWER,
                20 * 1024 * MIB,
                List.of(new Tag("before-upgrade", ""), new Tag("keep", "")))));
  }

  static VolumeSummary emptyVolume(String name) {
    return new VolumeSummary(new VolumeName(name), true, "", List.of());
  }
}
