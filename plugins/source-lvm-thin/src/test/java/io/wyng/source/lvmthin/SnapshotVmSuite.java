package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.LvmSandbox.GROUP;
import static io.wyng.source.lvmthin.LvmSandbox.LARGE_CHUNK_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.POOL;
import static io.wyng.source.lvmthin.LvmSandbox.TINY_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.createThin;
import static io.wyng.source.lvmthin.LvmSandbox.listed;
import static io.wyng.source.lvmthin.LvmSandbox.run;
import static io.wyng.source.lvmthin.VmTools.ARCHIVE;
import static io.wyng.source.lvmthin.VmTools.OTHER_ARCHIVE;
import static io.wyng.source.lvmthin.VmTools.content;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Snapshots as LVM has them, beyond the contract of sources. */
final class SnapshotVmSuite implements InLvmSandbox {

  private static final VolumeName VOLUME = LvmSandbox.name("vm-work.x");
  private static final String LABEL = "S_20260131-235959";

  private static void createVolume() throws IOException {
    createThin(POOL, VOLUME.text(), 4 << 20);
    LvmSandbox.write(VOLUME.text(), 0, LvmSandbox.randomBytes(1, 1 << 20));
  }

  private static void createTick(String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("lvcreate", "-q", "-y", "-kn", "-ay"));
    command.addAll(List.of(options));
    command.addAll(List.of("-s", GROUP + "/" + VOLUME, "-n", VOLUME + ".tick"));
    run(command.toArray(String[]::new));
  }

  private static String field(String field, String volume) throws IOException {
    return listed(field, "lv_name=\"" + volume + "\"").getFirst();
  }

  @Test
  void aCurrentSnapshotIsAReadOnlyTaggedTock() throws Exception {
    createVolume();

    try (Source source = VmTools.open(POOL)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      String tock = VOLUME + ".tock";
      assertEquals(current.identity(), field("lv_uuid", tock));
      assertEquals("arch-" + ARCHIVE + ",wyng", field("lv_tags", tock));
      assertEquals("Vri-a-tz--", field("lv_attr", tock));
      assertEquals(VOLUME.text(), field("origin", tock));
      assertThrows(
          IOException.class, () -> LvmSandbox.write(tock, 0, new byte[] {1}), "it is read only");
    }
  }

  @Test
  void aPromotedSnapshotIsATickThatBearsTheLabelAsATag() throws Exception {
    createVolume();

    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);

      assertEquals(baseline.identity(), field("lv_uuid", VOLUME + ".tick"));
      assertEquals(LABEL + ",arch-" + ARCHIVE + ",wyng", field("lv_tags", VOLUME + ".tick"));
      assertEquals(List.of(), listed("lv_name", "lv_name=" + VOLUME + ".tock"));
    }
  }

  @Test
  void aTickWithoutTagsAsOldVersionsMadeItIsTheBaseline() throws Exception {
    createVolume();
    createTick("-pr");

    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.baseline(VOLUME, ARCHIVE).orElseThrow();

      assertEquals(field("lv_uuid", VOLUME + ".tick"), baseline.identity());
      assertEquals(1, source.volumes().size());
      Snapshot next = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);
      assertEquals(Optional.of(next), source.baseline(VOLUME, ARCHIVE));
    }
  }

  @Test
  void aTickWithoutTagsIsKnownAfterItWasReassignedToAnotherName() throws Exception {
    createVolume();
    createTick("-pr");
    String identity = field("lv_uuid", VOLUME + ".tick");

    try (Source source = VmTools.open(POOL)) {
      source.reassign(source.baseline(VOLUME, ARCHIVE).orElseThrow(), LvmSandbox.name("vm-home"));
    }

    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.baseline(LvmSandbox.name("vm-home"), ARCHIVE).orElseThrow();
      assertEquals(identity, baseline.identity());
      assertEquals("vm-home.tick", field("lv_name", "vm-home.tick"));
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
      assertEquals(1, source.volumes().size());
    }
  }

  @Test
  void aTickOfAnotherArchiveIsReportedAndNeverTouched() throws Exception {
    createVolume();
    createTick("-pr", "--addtag", "wyng", "--addtag", "arch-" + OTHER_ARCHIVE);
    String identity = field("lv_uuid", VOLUME + ".tick");

    try (Source source = VmTools.open(POOL)) {
      ProviderException refusal =
          assertThrows(ProviderException.class, () -> source.baseline(VOLUME, ARCHIVE));
      assertTrue(refusal.getMessage().contains(VOLUME + ".tick"), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("another archive"), refusal.getMessage());
      assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));
    }

    assertEquals(identity, field("lv_uuid", VOLUME + ".tick"));
    assertEquals(List.of(), listed("lv_name", "lv_name=" + VOLUME + ".tock"));
  }

  @Test
  void onlyATickOfAnotherArchiveIsDisplaced() throws Exception {
    createVolume();
    createTick("-pr", "--addtag", "wyng", "--addtag", "arch-" + OTHER_ARCHIVE);
    String identity = field("lv_uuid", VOLUME + ".tick");

    try (Source source = VmTools.open(POOL)) {
      source.displaceBaseline(VOLUME, OTHER_ARCHIVE);
      assertEquals(identity, source.baseline(VOLUME, OTHER_ARCHIVE).orElseThrow().identity());
      source.displaceBaseline(VOLUME, ARCHIVE);
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
      source.displaceBaseline(VOLUME, ARCHIVE);
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "S_20260101-000000");
    }

    assertEquals(List.of(), listed("lv_name", "lv_uuid=" + identity));
  }

  @Test
  void aTockOfAnotherArchiveIsNeitherShownNorReplaced() throws Exception {
    createVolume();
    try (Source source = VmTools.open(POOL)) {
      Snapshot theirs = source.createCurrent(VOLUME, OTHER_ARCHIVE);

      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
      assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));
      assertEquals(Optional.of(theirs), source.current(VOLUME, OTHER_ARCHIVE));
    }
  }

  @Test
  void aBaselineOfAnotherArchiveIsNotReplacedByPromotion() throws Exception {
    createVolume();
    try (Source source = VmTools.open(POOL)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      createTick("-pr", "--addtag", "wyng", "--addtag", "arch-" + OTHER_ARCHIVE);
      String identity = field("lv_uuid", VOLUME + ".tick");

      try (Source later = VmTools.open(POOL)) {
        assertThrows(ProviderException.class, () -> later.promote(current, LABEL));
      }

      assertEquals(identity, field("lv_uuid", VOLUME + ".tick"));
    }
  }

  @Test
  void aVolumeOfTheUserWithTheNameOfASnapshotStaysAVolume() throws Exception {
    createVolume();
    createThin(POOL, VOLUME + ".tick", 1 << 20);

    try (Source source = VmTools.open(POOL)) {
      assertEquals(2, source.volumes().size());
      assertEquals(Optional.empty(), source.baseline(VOLUME, ARCHIVE));
      ProviderException refusal =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));
      assertTrue(refusal.getMessage().contains("was not made by Wyng"), refusal.getMessage());
      assertTrue(refusal.remedy().contains("lvrename"), refusal.remedy());
    }
  }

  @Test
  void aSnapshotNameTakenInAnotherPoolIsReported() throws Exception {
    createVolume();
    createThin(LARGE_CHUNK_POOL, VOLUME + ".tock", 1 << 20);

    try (Source source = VmTools.open(POOL)) {
      assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));
    }

    assertEquals(LARGE_CHUNK_POOL, field("pool_lv", VOLUME + ".tock"));
  }

  @ParameterizedTest(name = "after {0} steps of three")
  @ValueSource(ints = {1, 2, 3})
  void aPromotionThatBrokeOffIsFinishedByTheNextCall(int stepsDone) throws Exception {
    createVolume();
    Snapshot current;
    try (Source source = VmTools.open(POOL)) {
      source.promote(source.createCurrent(VOLUME, ARCHIVE), "S_20260101-000000");
      LvmSandbox.write(VOLUME.text(), 5, LvmSandbox.randomBytes(2, 1000));
      current = source.createCurrent(VOLUME, ARCHIVE);
    }
    String tick = VOLUME + ".tick";
    String tock = VOLUME + ".tock";
    List<List<String>> steps =
        List.of(
            List.of("lvchange", "-q", "--addtag", LABEL, GROUP + "/" + tock),
            List.of("lvremove", "-q", "-f", GROUP + "/" + tick),
            List.of("lvrename", "-q", GROUP, tock, tick));
    for (List<String> step : steps.subList(0, stepsDone)) {
      run(step.toArray(String[]::new));
    }

    try (Source source = VmTools.open(POOL)) {
      assertEquals(
          Optional.of(current.identity()),
          (stepsDone < 3 ? source.current(VOLUME, ARCHIVE) : source.baseline(VOLUME, ARCHIVE))
              .map(Snapshot::identity));
      Snapshot baseline = source.promote(current, LABEL);

      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(current.identity(), baseline.identity());
      assertEquals(LABEL + ",arch-" + ARCHIVE + ",wyng", field("lv_tags", tick));
      assertEquals(List.of(), listed("lv_name", "lv_name=" + tock));
      assertArrayEquals(LvmSandbox.read(VOLUME.text()), content(source, baseline));
    }
  }

  @Test
  void snapshotsThatAreInactiveAfterAStartOfTheHostAreReadAndCompared() throws Exception {
    createVolume();
    byte[] older = LvmSandbox.read(VOLUME.text());
    Snapshot baseline;
    try (Source source = VmTools.open(POOL)) {
      baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);
      LvmSandbox.write(VOLUME.text(), 64 << 10, LvmSandbox.randomBytes(2, 1000));
      source.createCurrent(VOLUME, ARCHIVE);
    }
    run("lvchange", "-ky", GROUP + "/" + VOLUME + ".tick");
    run("vgchange", "-an", GROUP);

    try (Source source = VmTools.open(POOL)) {
      Snapshot current = source.current(VOLUME, ARCHIVE).orElseThrow();
      assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
      assertEquals(List.of("64+64"), VmTools.changed(source, baseline, current));
      assertArrayEquals(older, content(source, baseline));
      source.promote(current, LABEL);
    } finally {
      run("vgchange", "-q", "-ay", GROUP);
    }
  }

  @Test
  void aSnapshotOfAnInactiveVolumeInAnInactivePoolIsMade() throws Exception {
    createVolume();
    byte[] content = LvmSandbox.read(VOLUME.text());
    run("vgchange", "-an", GROUP);

    try (Source source = VmTools.open(POOL)) {
      assertArrayEquals(content, content(source, source.createCurrent(VOLUME, ARCHIVE)));
    } finally {
      run("vgchange", "-q", "-ay", GROUP);
    }
  }

  @Test
  void theLongestNameThatLvmTakesIsTaken() throws Exception {
    VolumeName longest = LvmSandbox.name("a".repeat(112));
    createThin(POOL, longest.text(), 1 << 20);

    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.promote(source.createCurrent(longest, ARCHIVE), LABEL);
      assertEquals(Optional.of(baseline), source.baseline(longest, ARCHIVE));
    }
  }

  @Test
  void theLimitOfDeviceMapperIsKnownToTheCharacter() throws Exception {
    // vm--1- are 6 characters, .tock are 5
    VolumeName longest = LvmSandbox.name("a-".repeat(38) + "aa");
    VolumeName longer = LvmSandbox.name("a-".repeat(39));
    createThin(POOL, longest.text(), 1 << 20);
    createThin(POOL, longer.text(), 1 << 20);

    try (Source source = VmTools.open(POOL)) {
      source.createCurrent(longest, ARCHIVE);
      ProviderException refusal =
          assertThrows(ProviderException.class, () -> source.createCurrent(longer, ARCHIVE));
      assertTrue(refusal.getMessage().contains("1 characters longer"), refusal.getMessage());
      assertEquals(Optional.empty(), source.current(longer, ARCHIVE));
    }
  }

  @Test
  void aSnapshotThatLvmDoesNotMakeInAFullPoolIsRefusedInItsWords() throws Exception {
    createThin(TINY_POOL, VOLUME.text(), 8 << 20);
    LvmSandbox.write(VOLUME.text(), 0, LvmSandbox.randomBytes(1, (8 << 20) * 9 / 10));

    try (Source source = VmTools.open(TINY_POOL)) {
      ProviderException refusal =
          assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

      assertTrue(refusal.getMessage().contains(VOLUME.text()), refusal.getMessage());
      assertTrue(refusal.getMessage().contains("reached threshold"), refusal.getMessage());
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
    }
  }

  @Test
  void aSnapshotInUseIsNotRemovedAndLvmSaysWhy() throws Exception {
    createVolume();
    try (Source source = VmTools.open(POOL)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      try (BlockReader reader = source.openReader(current)) {
        reader.read(0, ByteBuffer.allocate(1));
        ProviderException refusal =
            assertThrows(ProviderException.class, () -> source.remove(current));
        assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
      }

      assertEquals(Optional.of(current), source.current(VOLUME, ARCHIVE));
      source.remove(current);
      assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
    }
  }

  @Test
  void onlySnapshotsMadeByWyngAreRemoved() throws Exception {
    createVolume();
    String identity = field("lv_uuid", VOLUME.text());

    try (Source source = VmTools.open(POOL)) {
      Snapshot forged = new Snapshot(VOLUME, identity, 4 << 20, "x");
      assertThrows(ProviderException.class, () -> source.remove(forged));
    }

    assertEquals(identity, field("lv_uuid", VOLUME.text()));
  }
}
