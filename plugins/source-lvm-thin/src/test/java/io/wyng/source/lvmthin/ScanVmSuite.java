package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.LvmSandbox.GROUP;
import static io.wyng.source.lvmthin.LvmSandbox.LARGE_CHUNK_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.POOL;
import static io.wyng.source.lvmthin.LvmSandbox.createThin;
import static io.wyng.source.lvmthin.LvmSandbox.location;
import static io.wyng.source.lvmthin.LvmSandbox.randomBytes;
import static io.wyng.source.lvmthin.LvmSandbox.run;
import static io.wyng.source.lvmthin.VmTools.ARCHIVE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What thin metadata says of changes, and answers that cannot be trusted. */
final class ScanVmSuite implements InLvmSandbox {

  private static final VolumeName VOLUME = LvmSandbox.name("vm-work.x");
  private static final String LABEL = "S_20260131-235959";

  @TempDir Path directory;

  private static void createVolume(String pool, int kibibytes) throws IOException {
    createThin(pool, VOLUME.text(), (long) kibibytes << 10);
  }

  @Test
  void exactlyTheBlocksThatWereWrittenOrDiscardedAreReported() throws Exception {
    createVolume(POOL, 4096);
    LvmSandbox.write(VOLUME.text(), 0, randomBytes(1, 2 << 20));
    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);
      LvmSandbox.write(VOLUME.text(), 65535, new byte[] {1, 2});
      LvmSandbox.discard(VOLUME.text(), 1 << 20, 128 << 10);
      LvmSandbox.write(VOLUME.text(), (4 << 20) - 1, new byte[] {1});
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(
          List.of("0+128", "1024+128", "4032+64"), VmTools.changed(source, baseline, current));
      assertEquals(List.of("0+2048"), VmTools.allocated(source, baseline));
      assertEquals(List.of("0+1024", "1152+896", "4032+64"), VmTools.allocated(source, current));
    }
  }

  @ParameterizedTest(name = "from {0} to {1} KiB: {2}")
  @CsvSource({
    "1152, 1152, ''",
    "1152, 2176, 1024+1152",
    "1024, 2176, 1024+1152",
    "2176, 1152, 1024+128",
    "2176, 1024, ''"
  })
  void theBlockInWhichASizeEndsCountsAsChangedWhenSizesDiffer(
      int olderSize, int newerSize, String expected) throws Exception {
    createVolume(LARGE_CHUNK_POOL, olderSize);
    LvmSandbox.write(VOLUME.text(), 0, randomBytes(1, olderSize << 10));
    try (Source source = VmTools.open(LARGE_CHUNK_POOL)) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);
      LvmSandbox.resize(VOLUME.text(), (long) newerSize << 10);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(
          expected.isEmpty() ? List.of() : List.of(expected),
          VmTools.changed(source, baseline, current));
    }
  }

  @Test
  void whatAVolumeHasMappedBehindItsEndIsLeftOut() throws Exception {
    createVolume(POOL, 4096);
    LvmSandbox.write(VOLUME.text(), 0, randomBytes(1, 4 << 20));
    LvmSandbox.resize(VOLUME.text(), 1152 << 10);
    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(List.of("0+1152"), VmTools.allocated(source, current));
      assertEquals(List.of(), VmTools.changed(source, baseline, current));
    }
  }

  @Test
  void aVolumeWithAnExternalOriginIsAllInUseAndItsChangesAreKnown() throws Exception {
    run("lvcreate", "-q", "-y", "-L", "4m", "-n", "golden-image", GROUP);
    LvmSandbox.write("golden-image", 0, randomBytes(1, 4 << 20));
    run("lvchange", "-q", "-an", GROUP + "/golden-image");
    run("lvchange", "-q", "-pr", GROUP + "/golden-image");
    run(
        "lvcreate",
        "-q",
        "-s",
        GROUP + "/golden-image",
        "--thinpool",
        location(POOL),
        "-n",
        VOLUME.text());
    try (Source source = VmTools.open(POOL)) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), LABEL);
      LvmSandbox.write(VOLUME.text(), 64 << 10, randomBytes(2, 1000));
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(List.of("0+4096"), VmTools.allocated(source, baseline));
      assertEquals(List.of("0+4096"), VmTools.allocated(source, current));
      assertEquals(List.of("64+64"), VmTools.changed(source, baseline, current));
      assertArrayEquals(randomBytes(1, 4 << 20), VmTools.content(source, baseline));
    }
  }

  @Test
  void twoVolumesThatAreNotRelatedDifferWhereEitherIsMapped() throws Exception {
    createVolume(POOL, 1024);
    createThin(POOL, "other", 1 << 20);
    LvmSandbox.write(VOLUME.text(), 0, randomBytes(1, 64 << 10));
    LvmSandbox.write("other", 512 << 10, randomBytes(1, 64 << 10));
    try (Source source = VmTools.open(POOL)) {
      Snapshot one = source.createCurrent(VOLUME, ARCHIVE);
      Snapshot other = source.createCurrent(LvmSandbox.name("other"), ARCHIVE);

      assertEquals(List.of("0+64", "512+64"), VmTools.changed(source, one, other));
    }
  }

  private Source openWith(String thinDelta) throws IOException {
    return new LvmThinProvider(VmTools.hostWith(directory, Map.of("thin_delta", thinDelta)))
        .open(location(POOL));
  }

  @Test
  void withoutThinDeltaTheScanIsRefusedAndTheRestWorks() throws Exception {
    createVolume(POOL, 1024);
    try (Source source = openWith("")) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      VmTools.content(source, current);
      ProviderException refusal = assertThrows(ProviderException.class, source::openScan);

      assertTrue(refusal.getMessage().contains("thin_delta is not installed"));
      assertTrue(refusal.remedy().contains("thin-provisioning-tools"), refusal.remedy());
    }
  }

  @Test
  void aThinDeltaThatIsKnownToBeWrongIsRefused() throws Exception {
    try (Source source = openWith("echo thin_delta 1.0.4")) {
      ProviderException refusal = assertThrows(ProviderException.class, source::openScan);

      assertTrue(refusal.getMessage().contains("1.0.4"), refusal.getMessage());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      value = {
        "cut off            ~ real \"$@\" | head -n 3                ~ incomplete",
        "a run lost         ~ real \"$@\" | grep -v 'begin=\"3\"'      ~ accounts for",
        "failing at the end ~ real \"$@\"; echo oh dear >&2; exit 3   ~ oh dear",
        "failing at once    ~ echo Device or resource busy >&2; exit 1 ~ resource busy",
        "saying nothing     ~ exit 0                                  ~ incomplete",
        "talking instead    ~ echo Usage: thin_delta                  ~ no XML"
      })
  void anAnswerThatCannotBeTrustedFailsTheScanAndReleasesTheMetadata(
      String name, String script, String why) throws Exception {
    createVolume(POOL, 1024);
    LvmSandbox.write(VOLUME.text(), 0, randomBytes(1, 64 << 10));
    LvmSandbox.write(VOLUME.text(), 3 * (64 << 10), randomBytes(1, 64 << 10));
    String whole =
        "real() { /usr/sbin/thin_delta \"$@\"; }; [ \"$1\" != -V ] || { real -V; exit; }; "
            + script;
    try (Source source = openWith(whole)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      try (ChangeScan scan = source.openScan()) {
        ProviderException failure =
            assertThrows(
                ProviderException.class,
                () -> scan.changed(current, current, (offset, length) -> {}),
                name);
        assertTrue(failure.getMessage().contains(why), failure.getMessage());
      }
    }
  }
}
