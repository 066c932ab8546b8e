package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pool on which something is wrong, each time with one volume that was sent before. */
class TroubleVmSuite {

  private static final int MIB = 1 << 20;
  private static final int SOURCE_FAILURE = 30;
  private static final int DESTINATION_FAILURE = 20;
  private static final int NO_SPACE = 25;
  private static final int PERMISSION_DENIED = 26;
  private static final String VOLUME = "disk";
  private static final String SNAPSHOTS = "[" + VOLUME + ".tick]";
  private static final Path THIN_DELTA = Path.of("/usr/sbin/thin_delta");
  private static final Path HIDDEN = Path.of("/usr/sbin/thin_delta.hidden");

  /** For scripts in its place: the tool of all names still answers which version it is. */
  private static final String VERSION =
      "[ \"$1\" = -V ] && exec /usr/sbin/pdata_tools thin_delta -V";

  private static ThinPool pool;
  private static Backup backup;
  private static int seed;

  @BeforeAll
  static void sendAVolume() throws IOException {
    pool = ThinPool.create("vg", "/dev/vda", 64, 150);
    pool.create(VOLUME, 8 * MIB).fill(8 * MIB, 1);
    backup = Backup.create("backup", "/dev/vdb", pool);
    backup.run("add", VOLUME).succeeded();
    backup.send(VOLUME);
  }

  @BeforeEach
  void changeTheVolume() throws IOException {
    pool.volume(VOLUME).scribble(MIB, 1000, ++seed);
  }

  /** Whatever happened: the next send is incremental, and the archive is the volume again. */
  @AfterEach
  void afterwardsEverythingWorks() throws IOException {
    if (Files.exists(HIDDEN)) {
      Files.move(HIDDEN, THIN_DELTA, StandardCopyOption.REPLACE_EXISTING);
    }
    JsonNode sent = backup.send(VOLUME);

    assertEquals("incremental", sent.path("kind").asText());
    assertEquals(pool.volume(VOLUME).sha256(), backup.audit().volume(VOLUME).last().sha256());
    assertEquals(SNAPSHOTS, pool.snapshots());
    assertFalse(pool.isReserved());
  }

  @Test
  void aVolumeThatIsNotInThePoolIsNamed() {
    backup.run("add", "gone").succeeded();

    backup.run("send", "gone").failed(SOURCE_FAILURE, "gone", pool.location());
  }

  @Test
  void aPoolThatDoesNotExistIsNamed() throws IOException {
    Path metadata = Files.createTempDirectory("metadata");
    Backup other = new Backup(backup.mountPoint(), metadata);
    other
        .run(
            "arch-init",
            "--local=vg/no-such-pool",
            "--dest=internal:" + backup.mountPoint(),
            "--subdir=other")
        .succeeded();
    other.run("add", VOLUME).succeeded();

    other.run("send").failed(SOURCE_FAILURE, "no-such-pool", "vg");
  }

  @Test
  void aMissingThinDeltaIsNamedWithItsPackage() throws IOException {
    Files.move(THIN_DELTA, HIDDEN);

    backup.run("send", VOLUME).failed(SOURCE_FAILURE, "thin_delta", "thin-provisioning-tools");

    assertEquals(SNAPSHOTS, pool.snapshots());
  }

  @Test
  void aThinDeltaThatFailsLeavesNoSnapshotAndNoReservation() throws IOException {
    Files.move(THIN_DELTA, HIDDEN);
    script("#!/bin/sh", VERSION, "echo broken >&2", "exit 1");

    backup.run("send", VOLUME).failed(SOURCE_FAILURE, VOLUME, "broken");

    assertEquals(SNAPSHOTS, pool.snapshots());
    assertFalse(pool.isReserved());
  }

  @Test
  void aThinDeltaThatTalksNonsenseIsNotBelieved() throws IOException {
    Files.move(THIN_DELTA, HIDDEN);
    script("#!/bin/sh", VERSION, "echo '<superblock><diff>'");

    backup.run("send", VOLUME).failed(SOURCE_FAILURE, VOLUME, "thin_delta");

    assertFalse(pool.isReserved());
  }

  @Test
  void aReservationBySomebodyElseIsRespected() {
    pool.reserve();

    backup
        .run("send", VOLUME)
        .failed(SOURCE_FAILURE, pool.location(), "reserved already", "release_metadata_snap");

    assertTrue(pool.isReserved());
    pool.release();
    assertEquals(SNAPSHOTS, pool.snapshots());
  }

  @Test
  void aReservationOfOursThatAKillHasLeftIsReleased() throws Exception {
    Path atWork = Path.of("/run/thin-delta-at-work");
    Files.move(THIN_DELTA, HIDDEN);
    script("#!/bin/sh", VERSION, "touch " + atWork, "exec sleep 600");
    Process send = backup.program("send", VOLUME).start(log("killed.out"), log("killed.err"));
    while (!Files.exists(atWork)) {
      assertTrue(send.isAlive(), "the send is at work");
      Thread.sleep(100);
    }

    killAll(send);

    assertTrue(pool.isReserved(), "the kernel keeps what the killed process had reserved");
  }

  @Test
  void aSendThatWasKilledInTheMiddleIsDoneAnew() throws Exception {
    pool.volume(VOLUME).scribble(0, 7 * MIB, 77);
    Process send = backup.program("send", VOLUME).start(log("killed.out"), log("killed.err"));
    Path volume = backup.mountPoint().resolve("wyng.backup/default").resolve(VOLUME);
    while (unfinished(volume) == 0) {
      assertTrue(send.isAlive(), "the send is at work");
      Thread.sleep(20);
    }

    killAll(send);

    assertEquals("[" + VOLUME + ".tick, " + VOLUME + ".tock]", pool.snapshots());
  }

  private static long unfinished(Path volume) {
    String[] names = volume.toFile().list((_, name) -> name.endsWith("-tmp"));
    return names == null ? 0 : names.length;
  }

  private static void killAll(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
  }

  @Test
  void aDestinationThatIsNotMountedIsNotWrittenTo() {
    ThinPool.run("umount", backup.mountPoint().toString());

    backup
        .run("send", VOLUME)
        .failed(DESTINATION_FAILURE, backup.mountPoint().toString(), "not a mount point");
    backup.run("verify", VOLUME).failed(DESTINATION_FAILURE, "not a mount point");

    assertEquals(0, backup.mountPoint().toFile().list().length);
    ThinPool.run("mount", "/dev/vdb", backup.mountPoint().toString());
  }

  @Test
  void aReadOnlyDestinationIsReadFromAndNotSentTo() {
    remount("ro");

    backup
        .run("send", VOLUME)
        .failed(PERMISSION_DENIED, backup.mountPoint().toString(), "read-only");
    backup.run("verify", VOLUME).succeeded();

    remount("rw");
    assertEquals(SNAPSHOTS, pool.snapshots());
  }

  private static void remount(String option) {
    ThinPool.run("mount", "-o", "remount," + option, backup.mountPoint().toString());
  }

  @Test
  void aSnapshotOfAnotherArchiveIsNotTouched() throws IOException {
    Backup other = new Backup(backup.mountPoint(), Files.createTempDirectory("metadata"));
    other.initialize(pool, "--subdir=second").succeeded();
    other.run("add", VOLUME).succeeded();
    String identity = pool.identity(VOLUME + ".tick");

    other.run("send").failed(SOURCE_FAILURE, VOLUME + ".tick", "another archive", "lvremove");

    assertEquals(identity, pool.identity(VOLUME + ".tick"));
  }

  @Test
  void aVolumeOfTheUserWithTheNameOfASnapshotIsNotTouched() throws IOException {
    pool.create("other", MIB).fill(MIB, 1);
    DiskImage users = pool.create("other.tock", MIB).fill(MIB, 2);
    String content = users.sha256();
    backup.run("add", "other").succeeded();

    backup.run("send", "other").failed(SOURCE_FAILURE, "other.tock", "lvrename");

    assertEquals(content, users.sha256());
    pool.remove("other");
    pool.remove("other.tock");
  }

  @Test
  void aMountedVolumeIsNotRestoredTo() throws IOException {
    DiskImage target = pool.create("target", 8 * MIB);
    ThinPool.run("mkfs.ext4", "-q", target.file().toString());
    Path mountPoint = Files.createTempDirectory("mounted");
    ThinPool.run("mount", target.file().toString(), mountPoint.toString());

    backup
        .run("receive", VOLUME, "-u", "--save-to=" + target.file())
        .failed(SOURCE_FAILURE, target.file().toString(), "mounted");

    ThinPool.run("umount", mountPoint.toString());
    pool.remove("target");
  }

  @Test
  void aVolumeThatIsRestoredToItsPlaceIsSentIncrementallyAgain() throws IOException {
    String session = backup.audit().volume(VOLUME).sessions().getFirst().sha256();
    String date = backup.audit().volume(VOLUME).sessions().getFirst().date();

    backup.run("receive", VOLUME, "-u", "--session=" + date).succeeded();

    assertEquals(session, pool.volume(VOLUME).sha256());
    assertEquals(SNAPSHOTS, pool.snapshots());
  }

  @Test
  void aPoolThatIsNearlyFullGetsNoSnapshot() throws IOException {
    ThinPool.run("lvcreate", "-q", "-L", "8m", "-c", "64k", "-T", "vg/tight");
    ThinPool.run("lvcreate", "-q", "-V", "8m", "-T", "vg/tight", "-n", "full");
    pool.volume("full").scribble(0, 15 * MIB / 2, 1);
    Backup other = new Backup(backup.mountPoint(), Files.createTempDirectory("metadata"));
    other
        .run(
            "arch-init",
            "--local=vg/tight",
            "--dest=internal:" + backup.mountPoint(),
            "--subdir=third")
        .succeeded();
    other.run("add", "full").succeeded();

    other.run("send").failed(SOURCE_FAILURE, "vg/tight", "too full", "lvextend");
  }

  @Test
  void aDestinationThatFillsUpKeepsItsSessionsAndTakesMoreOnceThereIsSpace() throws IOException {
    Backup small = Backup.mounted("small", "tmpfs", "tmpfs", "size=5m");
    ThinPool tight = new ThinPool("vg", Path.of("/dev/vda"));
    tight.create("noise", 8 * MIB).scribble(0, MIB, 1);
    small.initialize(pool).succeeded();
    small.run("add", "noise").succeeded();
    small.send("noise");
    String before = tight.volume("noise").sha256();
    tight.volume("noise").scribble(0, 8 * MIB, 2);

    Result failed = small.run("send");

    failed.failed(NO_SPACE, small.mountPoint().toString(), "space");
    assertEquals(before, small.audit().volume("noise").last().sha256());
    small.run("verify", "noise").succeeded();
    ThinPool.run("mount", "-o", "remount,size=20m", small.mountPoint().toString());
    small.send("noise");
    assertEquals(tight.volume("noise").sha256(), small.audit().volume("noise").last().sha256());
    tight.remove("noise.tick");
    tight.remove("noise");
  }

  @Test
  void aDestinationWithoutInodesIsReportedBeforeOrWhileItIsWrittenTo() throws IOException {
    Backup small = Backup.mounted("inodes", "tmpfs", "tmpfs", "nr_inodes=60");
    pool.create("many", 8 * MIB).scribble(0, 8 * MIB, 1);
    small.initialize(pool).succeeded();
    small.run("add", "many").succeeded();

    Result failed = small.run("send").mentions(small.mountPoint().toString(), "df -i");

    assertEquals(NO_SPACE, failed.status());

    ThinPool.run("mount", "-o", "remount,nr_inodes=1000", small.mountPoint().toString());
    small.send("many");
    pool.remove("many.tick");
    pool.remove("many");
  }

  private static void script(String... lines) throws IOException {
    Files.writeString(THIN_DELTA, String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(THIN_DELTA, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path log(String name) {
    return Path.of("/run", name);
  }
}
