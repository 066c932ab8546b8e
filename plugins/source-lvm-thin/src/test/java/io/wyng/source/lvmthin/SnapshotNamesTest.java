package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.lvmthin.LogicalVolume.Access;
import io.wyng.source.lvmthin.LogicalVolume.Provisioning;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SnapshotNamesTest {

  private static final UUID ARCHIVE = UUID.fromString("6c1e9a5e-6b1f-4b0e-9c57-2f3f0c6b1d11");
  private static final String OURS = "arch-6c1e9a5e-6b1f-4b0e-9c57-2f3f0c6b1d11";
  private static final String THEIRS = "arch-11111111-6b1f-4b0e-9c57-2f3f0c6b1d11";

  private static LogicalVolume volume(String name, String origin, boolean readOnly, String tags) {
    return new LogicalVolume(
        new LvName("vg", name),
        "uuid",
        1 << 20,
        "thin",
        "pool",
        origin,
        tags.isEmpty() ? Set.of() : Set.of(tags.split(" ", -1)),
        Set.of("public"),
        new Access(readOnly, true, false),
        new Provisioning(0, true, true));
  }

  @ParameterizedTest(name = "{0} of {1}, read only {2}, tags {3}: {4}")
  @CsvSource({
    "vol.tick, vol,   true,  wyng,     true",
    "vol.tock, vol,   true,  wyng,     true",
    "vol.tick, '',    true,  wyng,     true",
    "vol.tick, other, false, wyng,     true",
    "vol.tick, vol,   true,  '',       true",
    "vol.tick, vol,   true,  mine,     true",
    "vol.tick, vol,   false, '',       false",
    "vol.tick, other, true,  '',       false",
    "vol.tick, '',    true,  '',       false",
    "vol,      '',    true,  wyng,     false",
    ".tick,    '',    true,  wyng,     false",
    "vol.tack, vol,   true,  wyng,     false",
    "vol.tick2, vol,  true,  wyng,     false"
  })
  void wyngKnowsItsSnapshotsByTagOrByNameAndOrigin(
      String name, String origin, boolean readOnly, String tags, boolean ours) {
    assertEquals(ours, SnapshotNames.isSnapshot(volume(name, origin, readOnly, tags)));
  }

  @ParameterizedTest(name = "tags {0}: foreign {1}")
  @CsvSource({
    "'', false",
    "wyng, false",
    "wyng " + OURS + ", false",
    "wyng " + THEIRS + ", true",
    "wyng " + OURS + " " + THEIRS + ", false",
    "S_20260101-010203, false"
  })
  void aSnapshotIsForeignWhenItServesOtherArchivesOnly(String tags, boolean foreign) {
    LogicalVolume snapshot = volume("vol.tick", "vol", true, tags);

    assertEquals(foreign, SnapshotNames.isForeign(snapshot, ARCHIVE));
    assertTrue(SnapshotNames.foreign(snapshot).getMessage().contains("vg/vol.tick"));
  }

  @ParameterizedTest
  @CsvSource({"S_20260131-235959,true", "delta,true", "'',false", "-x,false", "a b,false"})
  void aLabelIsRecordedWhenLvmCanTakeItAsATag(String label, boolean recorded) {
    assertEquals(recorded, SnapshotNames.isTag(label));
  }
}
