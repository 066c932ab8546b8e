package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.LvmSandbox.GROUP;
import static io.wyng.source.lvmthin.LvmSandbox.LARGE_CHUNK_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.POOL;
import static io.wyng.source.lvmthin.LvmSandbox.location;
import static io.wyng.source.lvmthin.LvmSandbox.run;
import static io.wyng.source.lvmthin.VmTools.ARCHIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import io.wyng.spi.source.TargetRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening pools, and what is found in them. */
final class OpeningVmSuite implements InLvmSandbox {

  @TempDir Path directory;

  private static ProviderException refusal(LvmThinProvider provider, String location) {
    return assertThrows(ProviderException.class, () -> provider.open(location).close());
  }

  @Test
  void aMissingGroupIsNamed() {
    ProviderException refusal = refusal(new LvmThinProvider(), "nothing/pool");

    assertEquals(
        "There is no thin pool nothing/pool: the volume group nothing does not exist on this host",
        refusal.getMessage());
  }

  @Test
  void aMissingPoolIsNamed() {
    ProviderException refusal = refusal(new LvmThinProvider(), location("nothing"));

    assertTrue(refusal.getMessage().contains(location("nothing")), refusal.getMessage());
    assertTrue(refusal.remedy().contains("segtype=thin-pool"), refusal.remedy());
  }

  @Test
  void aVolumeThatIsNoPoolIsRefusedWithItsKind() throws Exception {
    LvmSandbox.createThin(POOL, "vol", 1 << 20);

    ProviderException refusal = refusal(new LvmThinProvider(), location("vol"));

    assertTrue(
        refusal.getMessage().contains("is no thin pool: its kind is thin, in the pool " + POOL));
  }

  @Test
  void aProgramThatIsMissingIsNamedWithItsPackage() throws Exception {
    LvmHost host = VmTools.hostWith(directory, Map.of("lvrename", ""));

    ProviderException refusal = refusal(new LvmThinProvider(host), location(POOL));

    assertTrue(refusal.getMessage().contains("lvrename is not installed"), refusal.getMessage());
    assertEquals("Install the package lvm2.", refusal.remedy());
  }

  @Test
  void aPoolThatNeverHadAVolumeTakesTheFirst() throws Exception {
    run("lvcreate", "-q", "-L", "4m", "-c", "64k", "-T", location("fresh"));
    try {
      try (Source source = VmTools.open("fresh")) {
        assertEquals(List.of(), source.volumes());
        source.openScan().close();
      }
      try (RestoreTarget target =
          new LvmThinProvider()
              .openTarget(
                  new TargetRequest(
                      LvmSandbox.device("first").toString(),
                      1 << 20,
                      location("fresh"),
                      TargetRequest.Content.REPLACED))) {
        target.zero(0, 1 << 20);
        target.finish();
      }

      assertEquals(1 << 20, LvmSandbox.channelSize("first"));
    } finally {
      run("lvremove", "-q", "-f", "-y", location("fresh"));
    }
  }

  @Test
  void onlyRootIsLetIn() throws Exception {
    Process process =
        new ProcessBuilder(
                "setpriv",
                "--reuid=65534",
                "--clear-groups",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                ScanHolder.class.getName(),
                location(POOL))
            .redirectErrorStream(true)
            .start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertNotEquals(0, process.waitFor());
    assertTrue(
        output.contains("LVM can be used by root alone, and this is user number 65534"), output);
  }

  @Test
  void onlyTheThinVolumesOfThePoolAreListed() throws Exception {
    run("lvcreate", "-q", "-y", "-L", "1m", "-n", "linear", GROUP);
    LvmSandbox.createThin(LARGE_CHUNK_POOL, "elsewhere", 1 << 20);
    LvmSandbox.createThin(POOL, "b-2.x", 2 << 20);
    LvmSandbox.createThin(POOL, "a+1_Y", 1 << 20);
    run("lvcreate", "-q", "-n", "b-2.snapshot", "-s", GROUP + "/b-2.x");

    try (Source source = VmTools.open(POOL)) {
      assertEquals(
          List.of(
              new SourceVolume(LvmSandbox.name("a+1_Y"), 1 << 20),
              new SourceVolume(LvmSandbox.name("b-2.snapshot"), 2 << 20),
              new SourceVolume(LvmSandbox.name("b-2.x"), 2 << 20)),
          source.volumes());
      for (String other : List.of("linear", "elsewhere", POOL, "-dash", "nothing")) {
        assertEquals(Optional.empty(), source.volume(LvmSandbox.name(other)), other);
      }
      assertEquals("/dev/" + GROUP + "/b-2.x", source.restorePath(LvmSandbox.name("b-2.x")));
    }
  }

  @Test
  void manyVolumesAreBackedUpWithOneLookAtTheDisks() throws Exception {
    Path log = directory.resolve("log");
    LvmHost host =
        VmTools.hostWith(
            directory, Map.of("lvs", "echo x >> " + log + "; exec /usr/sbin/lvs \"$@\""));
    List<String> names = List.of("v1", "v2", "v3", "v4");
    for (String name : names) {
      LvmSandbox.createThin(POOL, name, 1 << 20);
      LvmSandbox.write(name, 0, LvmSandbox.randomBytes(1, 1000));
    }

    try (Source source = new LvmThinProvider(host).open(location(POOL))) {
      for (int round = 0; round < 2; round++) {
        for (String text : names) {
          var name = LvmSandbox.name(text);
          assertTrue(source.volume(name).isPresent());
          Optional<Snapshot> baseline = source.baseline(name, ARCHIVE);
          assertEquals(Optional.empty(), source.current(name, ARCHIVE));
          Snapshot current = source.createCurrent(name, ARCHIVE);
          assertFalse(VmTools.allocated(source, current).isEmpty());
          assertEquals(
              round == 0 ? Optional.empty() : Optional.of(List.of()),
              baseline.isEmpty()
                  ? Optional.empty()
                  : Optional.of(VmTools.changed(source, baseline.get(), current)));
          VmTools.content(source, current);
          source.promote(current, "S_20260131-235959");
        }
      }
    }

    assertEquals(1, Files.readAllLines(log).size());
  }

  @Test
  void whatTheSourceBelievesAfterItsOwnChangesIsWhatLvmSays() throws Exception {
    LvmHost host = LvmHost.ofThisProcess();
    LvmSandbox.createThin(POOL, "vol", 3 << 20);
    VolumeGroup group = host.group(GROUP);
    LogicalVolume origin = group.named(new LvName(GROUP, "vol")).orElseThrow();

    LogicalVolume first =
        group.createSnapshot(origin, new LvName(GROUP, "one"), List.of("wyng", "arch-x"));
    group.createSnapshot(origin, new LvName(GROUP, "two"), List.of());
    group.addTag(first, "S_1");
    group.rename(group.named(new LvName(GROUP, "one")).orElseThrow(), new LvName(GROUP, "three"));
    group.remove(group.named(new LvName(GROUP, "two")).orElseThrow());

    for (LogicalVolume truth : host.group(GROUP).volumes()) {
      LogicalVolume belief = group.identified(truth.uuid()).orElseThrow();
      assertEquals(truth.name(), belief.name());
      assertEquals(truth.sizeBytes(), belief.sizeBytes());
      assertEquals(truth.segmentType(), belief.segmentType());
      assertEquals(truth.pool(), belief.pool());
      assertEquals(truth.origin(), belief.origin());
      assertEquals(truth.tags(), belief.tags());
      assertEquals(truth.access(), belief.access());
    }
    assertTrue(group.named(new LvName(GROUP, "one")).isEmpty());
    assertTrue(group.named(new LvName(GROUP, "two")).isEmpty());
  }
}
