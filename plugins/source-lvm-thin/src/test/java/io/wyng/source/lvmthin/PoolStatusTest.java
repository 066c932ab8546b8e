package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.lvmthin.PoolStatus.Usage;
import io.wyng.spi.ProviderException;
import io.wyng.spi.source.StorageFill;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PoolStatusTest {

  private static final LvName POOL = new LvName("vg", "pool");

  @Test
  void theStatusOfAPoolIsRead() throws Exception {
    assertEquals(
        new PoolStatus(new Usage(62, 512), new Usage(133, 1600), OptionalLong.empty(), "rw"),
        PoolStatus.parse(
            POOL,
            "0 204800 thin-pool 3 62/512 133/1600 - rw discard_passdown queue_if_no_space - 128 \n"));
  }

  @Test
  void aReservedMetadataSnapshotIsShownByItsBlock() throws Exception {
    PoolStatus status =
        PoolStatus.parse(
            POOL,
            "0 204800 thin-pool 3 63/512 133/1600 51 rw discard_passdown queue_if_no_space - 128");

    assertEquals(OptionalLong.of(51), status.heldRoot());
  }

  @Test
  void olderKernelsSayLess() throws Exception {
    assertEquals(
        "out_of_data_space",
        PoolStatus.parse(POOL, "0 1 thin-pool 0 1/2 3/3 - out_of_data_space").mode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 204800 thin-pool Fail", "0 204800 thin-pool Error", "", "0 1 linear"})
  void aPoolThatFailedIsNamedWithItsStatusAndRemedy(String line) {
    ProviderException refusal =
        assertThrows(ProviderException.class, () -> PoolStatus.parse(POOL, line));

    assertTrue(refusal.getMessage().contains("vg/pool"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains(line), refusal.getMessage());
    assertTrue(refusal.remedy().contains("lvconvert --repair vg/pool"), refusal.remedy());
  }

  @ParameterizedTest
  @CsvSource({"0,100,0", "1,1000,1", "899,1000,90", "100,100,100", "0,0,100"})
  void aPercentageIsRoundedUp(long used, long total, long percent) {
    assertEquals(percent, new Usage(used, total).percent());
  }

  @ParameterizedTest
  @CsvSource({"79/100,89/100,79,89", "0/512,0/1600,0,0", "791/1000,1/1000,80,1", "5/5,9/9,100,100"})
  void aPoolTellsHowFullItIsAndHowItGetsBigger(
      String metadata, String data, int metadataPercent, int dataPercent) throws Exception {
    StorageFill fill = ThinPool.fill(POOL, status(metadata, data, "rw"));

    assertEquals("thin pool vg/pool", fill.storage());
    assertEquals(metadataPercent, fill.metadata().percent());
    assertEquals(dataPercent, fill.data().percent());
    assertTrue(
        fill.metadata().remedy().contains("lvextend --poolmetadatasize +"),
        fill.metadata().remedy());
    assertTrue(fill.data().remedy().contains("lvextend -L +"), fill.data().remedy());
  }

  @Test
  void aPoolThatTakesWritesTakesASnapshot() throws Exception {
    PoolStatus status = status("100/100", "100/100", "rw");

    assertDoesNotThrow(() -> ThinPool.requireWritable(POOL, status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ro", "out_of_data_space"})
  void aPoolThatTakesNoWritesTakesNoSnapshot(String mode) throws Exception {
    PoolStatus status = status("1/100", "1/100", mode);

    ProviderException refusal =
        assertThrows(ProviderException.class, () -> ThinPool.requireWritable(POOL, status));

    assertTrue(refusal.getMessage().contains(mode), refusal.getMessage());
  }

  private static PoolStatus status(String metadata, String data, String mode)
      throws ProviderException {
    return PoolStatus.parse(
        POOL, "0 204800 thin-pool 3 " + metadata + " " + data + " - " + mode + " x y - 128");
  }
}
