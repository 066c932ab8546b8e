package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.lvmthin.LogicalVolume.Access;
import io.wyng.source.lvmthin.LogicalVolume.Provisioning;
import io.wyng.spi.ProviderException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LvmReportTest {

  private static LogicalVolume volume(String name) throws Exception {
    return LvmReport.parse(Fixtures.text("lvs-2.03.16.json")).volumes().stream()
        .filter(volume -> volume.name().lv().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"lvs-2.03.16.json", "lvs-2.03.16-with-log.json", "lvs-2.03.16-binary.json"})
  void everyVolumeIsReportedOnceWhateverTheHostsConfiguration(String fixture) throws Exception {
    LvmReport report = LvmReport.parse(Fixtures.text(fixture));

    assertEquals(LvmReport.parse(Fixtures.text("lvs-2.03.16.json")), report);
    assertEquals(128 << 10, report.extentSizeBytes());
    assertEquals(
        List.of(
            "ext",
            "lin",
            "mounted",
            "other",
            "pool-00",
            "raw",
            "thickorigin",
            "thicksnap",
            "two",
            "vm-work.private+1_X",
            "vm-work.private+1_X.tick",
            "vm-work.private+1_X.tock"),
        report.volumes().stream().map(volume -> volume.name().lv()).toList());
  }

  @Test
  void aSnapshotIsReportedWithAllThatWyngNeeds() throws Exception {
    assertEquals(
        new LogicalVolume(
            new LvName("vm-1", "vm-work.private+1_X.tick"),
            "PDu14r-Pbtm-Zvc2-9327-BwYu-zVs4-5rOAai",
            33554432,
            "thin",
            "pool-00",
            "vm-work.private+1_X",
            Set.of("wyng", "arch-6c1e9a5e-6b1f-4b0e-9c57-2f3f0c6b1d11", "S_20260101-010203"),
            Set.of("public", "snapshot", "thinsnapshot"),
            new Access(true, false, false),
            new Provisioning(0, true, true)),
        volume("vm-work.private+1_X.tick"));
  }

  @Test
  void poolsAreReportedWithTheirWayOfProvisioning() throws Exception {
    assertEquals(new Provisioning(65536, true, true), volume("pool-00").provisioning());
    assertEquals(new Provisioning(524288, false, false), volume("raw").provisioning());
    assertTrue(volume("raw").isThinPool());
  }

  @Test
  void accessIsReportedAsItIs() throws Exception {
    assertEquals(new Access(false, true, true), volume("mounted").access());
    assertEquals(new Access(true, false, false), volume("lin").access());
    assertEquals(new Access(false, true, false), volume("ext").access());
  }

  @Test
  void aGroupWithoutVolumesHasNone() throws Exception {
    assertEquals(
        new LvmReport(0, List.of()), LvmReport.parse(Fixtures.text("lvs-2.03.16-empty.json")));
  }

  @Test
  void numbersMayBeNumbersInTheStandardFormOfNewerVersions() throws Exception {
    String text = Fixtures.text("lvs-2.03.16.json");

    String numbers = text.replaceAll("\"(\\d+)\"", "$1");

    assertEquals(LvmReport.parse(text), LvmReport.parse(numbers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}",
        "{\"report\":[{\"lv\":[{}]}]}",
        "{\"report\":[{\"lv\":[{\"lv_name\":\"../x\",\"vg_name\":\"vg\",\"vg_extent_size\":\"1\"}]}]}",
        "  WARNING: something\n{\"report\":[]}"
      })
  void whatIsNoReportIsRefused(String text) {
    ProviderException refusal = assertThrows(ProviderException.class, () -> LvmReport.parse(text));

    assertTrue(refusal.getMessage().startsWith("The report of lvs cannot be understood"));
  }

  @Test
  void aReportThatIsCutOffIsRefused() throws Exception {
    String text = Fixtures.text("lvs-2.03.16.json").strip();

    for (int length = 0; length < text.length(); length += 97) {
      String cut = text.substring(0, length);
      assertThrows(ProviderException.class, () -> LvmReport.parse(cut), cut);
    }
  }
}
