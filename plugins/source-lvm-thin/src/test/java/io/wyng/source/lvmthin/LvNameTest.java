package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LvNameTest {

  @Test
  void everyDashIsDoubledInTheDeviceMapperName() {
    LvName name = new LvName("v-g", "vm--work-x.y");

    assertEquals("v--g-vm----work--x.y", name.deviceMapperName());
    assertEquals("v-g/vm--work-x.y", name.qualified());
    assertEquals(Path.of("/dev/v-g/vm--work-x.y"), name.device());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "+", "_", ".a", "..a", "a-b", "A0+._-", "9"})
  void lvmTakesTheseNames(String text) {
    assertTrue(LvName.isValid(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "-a", "a/b", "a b", "ä", "a\n", "a@b", "a\0"})
  void lvmTakesNoSuchNames(String text) {
    assertFalse(LvName.isValid(text));
    assertThrows(IllegalArgumentException.class, () -> new LvName("vg", text));
    assertThrows(IllegalArgumentException.class, () -> new LvName(text, "lv"));
  }

  @Test
  void bothNamesTogetherMayHave124Characters() {
    LvName longest = new LvName("vg", "a".repeat(122));
    LvName longer = new LvName("vg", "a".repeat(123));

    assertDoesNotThrow(longest::requireCreatable);
    ProviderException refusal = assertThrows(ProviderException.class, longer::requireCreatable);
    assertTrue(refusal.getMessage().contains("1 characters longer"), refusal.getMessage());
  }

  @Test
  void dashesCountTwiceTowardsTheLimitOfDeviceMapper() {
    LvName longest = new LvName("vg", "a-".repeat(41) + "a");
    LvName longer = new LvName("vg", "a-".repeat(42));

    assertEquals(127, longest.deviceMapperName().length());
    assertDoesNotThrow(longest::requireCreatable);
    assertThrows(ProviderException.class, longer::requireCreatable);
  }

  @Test
  void aLocationIsAGroupAndAPool() {
    assertEquals(Optional.of(new LvName("vg", "pool")), PoolLocation.parse("vg/pool"));
    assertEquals(
        Optional.of(new LvName("qubes_dom0", "p-0")), PoolLocation.parse("qubes_dom0/p-0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vg",
        "/vg/pool",
        "vg/",
        "/pool",
        "vg/a/b",
        "-vg/pool",
        "vg/-p",
        "../pool",
        "/"
      })
  void aLocationOfAnotherFormIsNotClaimed(String location) {
    assertFalse(new LvmThinProvider().claims(location));
  }
}
