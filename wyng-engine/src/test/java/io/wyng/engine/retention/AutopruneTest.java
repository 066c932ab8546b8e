package io.wyng.engine.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.DestinationStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutopruneTest {

  private static final VolumeName A = new VolumeName("a");
  private static final VolumeName B = new VolumeName("b");

  @Test
  void offNeverRemovesAndFullAlways() {
    assertFalse(Autoprune.OFF.removesMore(0, 1000));
    assertTrue(Autoprune.FULL.removesMore(1000, 0));
  }

  @Test
  void onRemovesOnlyWhileTheFreeSpaceIsKnownToBeTooSmall() {
    assertTrue(Autoprune.ON.removesMore(999, 1000));
    assertFalse(Autoprune.ON.removesMore(1000, 1000));
    assertFalse(Autoprune.ON.removesMore(DestinationStatus.UNKNOWN, 1000));
  }

  @Test
  void aModeIsKnownByItsName() {
    for (Autoprune mode : Autoprune.values()) {
      assertEquals(mode, Autoprune.parse(mode.toString()));
    }
    assertThrows(IllegalArgumentException.class, () -> Autoprune.parse("ON"));
  }

  @Test
  void theOldestSessionOfAllVolumesGoesFirstAndWhatStaysIsNotAmongThem() {
    List<Removal> removals =
        Removal.oldestFirst(
            Map.of(
                B, List.of(goes("20260101-000000"), goes("20260103-000000")),
                A,
                    List.of(
                        goes("20260101-000000"),
                        new Decision(new SessionName("20260102-000000"), true, List.of("tag ^x")),
                        goes("20260104-000000"))));

    assertEquals(
        List.of(
            new Removal(A, new SessionName("20260101-000000")),
            new Removal(B, new SessionName("20260101-000000")),
            new Removal(B, new SessionName("20260103-000000")),
            new Removal(A, new SessionName("20260104-000000"))),
        removals);
  }

  private static Decision goes(String date) {
    return Decision.of(new SessionName(date), List.of());
  }
}
