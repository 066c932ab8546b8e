package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Monitoring, comparing and sparse restoring of thin volumes; after each, a send is right. */
class MonitorVmSuite {

  private static final int MIB = 1 << 20;
  private static final int SOURCE_FAILURE = 30;
  private static final String VOLUME = "disk-1";
  private static final String OTHER = "other";
  private static final String SNAPSHOTS = "[" + VOLUME + ".tick, " + OTHER + ".tick]";

  private static ThinPool pool;
  private static Backup backup;

  @BeforeAll
  static void sendTwoVolumes() throws IOException {
    pool = ThinPool.create("vg-1", "/dev/vda", 64, 150);
    pool.create(VOLUME, 8 * MIB).fill(8 * MIB, 1);
    pool.create(OTHER, 4 * MIB).fill(4 * MIB, 2);
    backup = Backup.create("backup", "/dev/vdb", pool);
    backup.run("add", VOLUME, OTHER).succeeded();
    backup.run("send").succeeded();
  }

  @AfterEach
  void afterwardsASendIsIncrementalAndRight() throws IOException {
    pool.volume(VOLUME).scribble(7 * MIB, 9, 99);
    pool.volume(VOLUME).scribble(7 * MIB + 9, 9, System.nanoTime());
    JsonNode sent = backup.send(VOLUME);

    assertEquals("incremental", sent.path("kind").asText());
    assertEquals(pool.volume(VOLUME).sha256(), backup.audit().volume(VOLUME).last().sha256());
    assertEquals(pool.identity(VOLUME + ".tick"), backup.audit().volume(VOLUME).last().snapshot());
    assertEquals(SNAPSHOTS, pool.snapshots());
    assertFalse(pool.isReserved());
  }

  private static String tags(String volume) {
    return ThinPool.run("lvs", "--noheadings", "-o", "lv_tags", "vg-1/" + volume).strip();
  }

  @Test
  void aMonitorRotatesTheSnapshotOfAChangedVolumeOnly() throws IOException {
    String baseline = pool.identity(VOLUME + ".tick");
    String other = pool.identity(OTHER + ".tick");
    String session = "S_" + backup.audit().volume(VOLUME).last().date();
    pool.volume(VOLUME).scribble(MIB, 3, 3);

    backup.run("monitor").succeeded();

    assertNotEquals(baseline, pool.identity(VOLUME + ".tick"));
    assertEquals(other, pool.identity(OTHER + ".tick"));
    assertTrue(tags(VOLUME + ".tick").contains("delta"), tags(VOLUME + ".tick"));
    assertTrue(tags(VOLUME + ".tick").contains(session), tags(VOLUME + ".tick"));
    assertEquals(SNAPSHOTS, pool.snapshots());
    assertFalse(pool.isReserved());
  }

  @Test
  void discardsGrowthAndShrinkingBetweenMonitorsAreAllSent() throws IOException {
    pool.discard(VOLUME, 2 * MIB, MIB);
    backup.run("monitor").succeeded();
    pool.resize(VOLUME, 12 * MIB);
    pool.volume(VOLUME).scribble(11 * MIB, MIB / 2, 4);
    backup.run("monitor", VOLUME).succeeded();
    pool.resize(VOLUME, 9 * MIB);
    backup.run("monitor").succeeded();
    pool.resize(VOLUME, 10 * MIB);
  }

  @Test
  void theDestinationIsNotNeeded() throws IOException {
    pool.volume(VOLUME).scribble(3 * MIB, 3, 5);
    ThinPool.run("umount", backup.mountPoint().toString());

    backup.run("monitor").succeeded();

    ThinPool.run("mount", "/dev/vdb", backup.mountPoint().toString());
  }

  @Test
  void aVolumeThatWasRemovedIsPassedOver() throws IOException {
    pool.create("gone", MIB).fill(MIB, 6);
    backup.run("add", "gone").succeeded();
    backup.send("gone");
    pool.remove("gone");

    Result monitored = backup.run("monitor").succeeded();

    monitored.mentions("gone", "does not exist");
    pool.remove("gone.tick");
  }

  @Test
  void aRotationThatBrokeOffIsFinished() throws IOException {
    pool.volume(VOLUME).scribble(4 * MIB, 3, 7);
    backup.run("monitor", VOLUME).succeeded();
    ThinPool.run("lvrename", "-q", "vg-1", VOLUME + ".tick", VOLUME + ".tock");
  }

  @Test
  void aLostSnapshotIsMadeAnewByRemap() throws IOException {
    pool.remove(VOLUME + ".tick");
    pool.volume(VOLUME).scribble(5 * MIB, 3, 8);

    Result remapped = backup.run("diff", VOLUME, "--remap");

    assertEquals(1, remapped.status(), remapped::toString);
  }

  @Test
  void sparseRestoresInPlaceGiveTheSessionsBytes() throws IOException {
    String session = backup.audit().volume(VOLUME).last().sha256();
    for (String option : new String[] {"--sparse", "--sparse-write"}) {
      pool.volume(VOLUME).scribble(MIB, 3, 9);

      backup.run("receive", VOLUME, "-u", option).succeeded();

      assertEquals(session, pool.volume(VOLUME).sha256());
    }
  }

  @Test
  void aSparseRestoreToASmallerDeviceIsRefused() throws IOException {
    Path file = Files.createTempFile("device", ".img");
    Files.write(file, new byte[MIB]);
    String device = ThinPool.run("losetup", "--show", "-f", file.toString()).strip();

    backup
        .run("receive", VOLUME, "-u", "--sparse", "--save-to=" + device)
        .failed(SOURCE_FAILURE, device);

    ThinPool.run("losetup", "-d", device);
  }

  @Test
  void thePoolsFillIsListedAndLimitsSnapshots() throws IOException {
    JsonNode listed = backup.run("list", "--verbose", "--json").succeeded().json("archive");

    assertTrue(listed.path("dataPercent").asInt() > 0, listed.toString());
    assertTrue(listed.path("metadataPercent").asInt() > 0, listed.toString());
    pool.volume(VOLUME).scribble(6 * MIB, 3, 10);
    backup
        .run("monitor", VOLUME, "--max-pool-data=1")
        .failed(SOURCE_FAILURE, "too full", pool.location(), "lvextend");
    backup
        .run("send", VOLUME, "--max-pool-metadata=1")
        .failed(SOURCE_FAILURE, "too full", "poolmetadatasize");
    assertEquals(SNAPSHOTS, pool.snapshots());
  }
}
