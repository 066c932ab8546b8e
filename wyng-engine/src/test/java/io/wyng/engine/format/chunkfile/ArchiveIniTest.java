package io.wyng.engine.format.chunkfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.spi.VolumeName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveIniTest {

  private static final String FILE =
      """
      [var]
      chunksize = 131072
      compression = zstd
      compr_level = 3
      hashtype = blake2b
      vgname = vg
      poolname = pool
      destsys = internal:
      destdir = .
      destmountpoint = /mnt/dest
      uuid = 3fb140ba-93fd-4a19-8626-a9c7dcbf9c63

      [volumes]
      root-1 = enable
      home.img = disable

      """;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void whatTheOriginalWroteIsUnderstood() {
    ArchiveSettings settings = ArchiveIni.parse(bytes(FILE));

    assertEquals(131_072, settings.chunkSize().bytes());
    assertEquals("vg/pool", settings.location());
    assertEquals("internal:/mnt/dest", settings.destination().toString());
    assertTrue(settings.volumes().get(0).enabled());
    assertEquals("home.img", settings.volumes().get(1).name().text());
    assertEquals(false, settings.volumes().get(1).enabled());
  }

  @Test
  void theFileOfAnArchiveIsTheOneThatTheOriginalWouldWrite() {
    assertEquals(
        FILE, new String(ArchiveIni.create(ArchiveIni.parse(bytes(FILE))), StandardCharsets.UTF_8));
  }

  @Test
  void addingAVolumeKeepsEverythingElseEvenWhatWeDoNotKnow() {
    String file = FILE.replace("destdir = .", "destdir = a%%b\nfuture = 7");

    byte[] added = ArchiveIni.withVolumes(bytes(file), List.of(VolumeName.parse("new")));

    assertEquals(
        file.replace("home.img = disable\n", "home.img = disable\nnew = enable\n"),
        new String(added, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vg/pool", "/srv/images", "/srv", "/", "/a b/c%d/e"})
  void everyLocationSurvivesTheWayThroughTheFile(String location) {
    ArchiveSettings template = ArchiveIni.parse(bytes(FILE));
    ArchiveSettings settings =
        new ArchiveSettings(
            template.uuid(),
            template.chunkSize(),
            "zlib",
            4,
            "sha256",
            location,
            template.destination(),
            "sub/dir",
            List.of());

    assertEquals(settings, ArchiveIni.parse(ArchiveIni.create(settings)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chunksize = 131072|chunksize = 7|chunksize",
        "uuid = |uid = |uuid",
        "compr_level = 3|compr_level = three|compr_level",
        "[volumes]|volumes|line 13",
        "root-1 = enable|../x = enable|../x",
        "destdir = .|destdir = ../x|../x",
        "destsys = internal:|destsys = internal|Malformed"
      })
  void aDamagedFileIsRefusedWithTheReason(String good, String bad, String reason) {
    byte[] file = bytes(FILE.replace(good, bad));

    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> ArchiveIni.parse(file));

    assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"., .", "./a, a", "a/, a", "a//b, a/b", "home/user, home/user", "./, ."})
  void subdirectoriesAreKeptInOneForm(String text, String expected) {
    assertEquals(expected, ArchiveIni.subdirectory(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "a/../b", "/a", "a/./b"})
  void subdirectoriesThatLeadElsewhereAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ArchiveIni.subdirectory(text));
  }
}
