package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.TargetClaim;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetPathTest {

  @TempDir Path dev;

  @BeforeEach
  void makeDevices() throws Exception {
    Files.createDirectory(dev.resolve("mapper"));
    Files.createFile(dev.resolve("mapper/vg-plain"));
    Files.createFile(dev.resolve("dm-7"));
    Files.createFile(dev.resolve("sda"));
    Files.createDirectory(dev.resolve("vg"));
    Files.createSymbolicLink(dev.resolve("vg/plain"), dev.resolve("mapper/vg-plain"));
    Files.createSymbolicLink(dev.resolve("vg/udev"), dev.resolve("dm-7"));
    Files.createDirectory(dev.resolve("cciss"));
    Files.createFile(dev.resolve("cciss/c0d0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/vg/plain",
        "/dev/vg/udev",
        "/dev/vg/new",
        "/dev/inactive-group/lv",
        "/dev/vg/-lv"
      })
  void pathsOfLogicalVolumesAreOurs(String path) {
    assertEquals(TargetClaim.SPECIFIC, TargetPath.claim(path, dev));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/sda",
        "/dev/sda/x",
        "/dev/cciss/c0d0",
        "/dev/mapper/vg-plain",
        "/dev/disk/by-uuid",
        "/dev/disk/by-id/dm-name-vg-plain",
        "/dev/vg",
        "/dev/vg/",
        "/dev/vg/lv/",
        "/dev/../etc/passwd",
        "/dev/-vg/lv",
        "/home/user/vg/lv",
        "vg/lv",
        ""
      })
  void otherPathsAreLeftToOthers(String path) {
    assertEquals(TargetClaim.NONE, TargetPath.claim(path, dev));
  }

  @Test
  void aPathIsParsedIntoItsNames() throws Exception {
    assertEquals(new LvName("v-g", "a.b"), TargetPath.parse("/dev/v-g/a.b"));
  }

  @Test
  void aNameThatLvmCannotHaveIsRefusedWithAWayOut() {
    ProviderException refusal =
        assertThrows(ProviderException.class, () -> TargetPath.parse("/dev/vg/-lv"));

    assertTrue(refusal.getMessage().contains("/dev/vg/-lv"), refusal.getMessage());
    assertTrue(refusal.remedy().contains("--save-to"), refusal.remedy());
  }

  @Test
  void anotherPathIsRefused() {
    assertThrows(ProviderException.class, () -> TargetPath.parse("/dev/sda"));
  }
}
