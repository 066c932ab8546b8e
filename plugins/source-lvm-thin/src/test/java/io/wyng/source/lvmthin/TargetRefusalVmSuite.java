package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.LvmSandbox.GROUP;
import static io.wyng.source.lvmthin.LvmSandbox.POOL;
import static io.wyng.source.lvmthin.LvmSandbox.createThin;
import static io.wyng.source.lvmthin.LvmSandbox.device;
import static io.wyng.source.lvmthin.LvmSandbox.listed;
import static io.wyng.source.lvmthin.LvmSandbox.location;
import static io.wyng.source.lvmthin.LvmSandbox.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.nio.channels.FileChannel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logical volumes that are not restored to. */
final class TargetRefusalVmSuite implements InLvmSandbox {

  private static final int MEBI = 1 << 20;

  private static ProviderException refusal(String volume) {
    TargetRequest request =
        new TargetRequest(device(volume).toString(), MEBI, location(POOL), Content.REPLACED);
    return assertThrows(
        ProviderException.class, () -> new LvmThinProvider().openTarget(request).close());
  }

  @Test
  void aMountedVolumeIsRefusedAndUnchanged() throws Exception {
    createThin(POOL, "vol", 4 * MEBI);
    run("mke2fs", "-q", device("vol").toString());
    byte[] before = LvmSandbox.read("vol");
    run("mount", "-o", "ro", device("vol").toString(), "/mnt");
    try {
      ProviderException refusal = refusal("vol");

      assertTrue(refusal.getMessage().contains("is mounted or open"), refusal.getMessage());
      assertTrue(refusal.remedy().contains("lsblk"), refusal.remedy());
    } finally {
      run("umount", "/mnt");
    }
    assertArrayEquals(before, LvmSandbox.read("vol"));
  }

  @Test
  void aVolumeThatSomebodyHasOpenIsRefusedAndUnchanged() throws Exception {
    createThin(POOL, "vol", 4 * MEBI);
    try (FileChannel channel = FileChannel.open(device("vol"))) {
      assertTrue(refusal("vol").getMessage().contains("is mounted or open"));
      assertEquals(4 * MEBI, channel.size());
    }
  }

  @Test
  void whatMustNotBeOverwrittenIsRefusedWithTheReason() throws Exception {
    createThin(POOL, "vol", MEBI);
    run("lvcreate", "-q", "-pr", "-kn", "-s", GROUP + "/vol", "-n", "vol.tick");
    run("lvcreate", "-q", "-pr", "-kn", "-s", GROUP + "/vol", "-n", "frozen");
    run("lvcreate", "-q", "-y", "-L", "2m", "-n", "linear", GROUP);
    run("lvcreate", "-q", "-y", "-L", "1m", "-n", "thick", "-s", GROUP + "/linear");

    assertTrue(refusal(POOL).getMessage().contains("kind thin-pool"));
    assertTrue(refusal("vol.tick").getMessage().contains("is a snapshot made by Wyng"));
    assertTrue(refusal("frozen").getMessage().contains("is read only"));
    assertTrue(refusal("linear").getMessage().contains("thickorigin"));
    assertTrue(refusal("thick").getMessage().contains("thicksnapshot"));
  }

  @ParameterizedTest
  @CsvSource({
    "/dev/vm-1/new, vg/pool",
    "/dev/vm-1/new, /some/directory",
    "/dev/nothing/new, vm-1/pool-64k"
  })
  void aVolumeIsCreatedOnlyInTheGroupOfTheLocation(String path, String sourceLocation) {
    ProviderException refusal =
        assertThrows(
            ProviderException.class,
            () ->
                new LvmThinProvider()
                    .openTarget(new TargetRequest(path, MEBI, sourceLocation, Content.REPLACED))
                    .close());

    assertTrue(refusal.getMessage().contains("no thin pool of the group"), refusal.getMessage());
    assertTrue(refusal.remedy().contains("lvcreate"), refusal.remedy());
  }

  @Test
  void withoutALocationNoVolumeIsCreated() {
    assertThrows(
        ProviderException.class,
        () ->
            new LvmThinProvider()
                .openTarget(
                    new TargetRequest(device("new").toString(), MEBI, null, Content.REPLACED))
                .close());
  }

  @Test
  void namesThatLvmReservesAreRefusedInItsOwnWords() throws Exception {
    ProviderException refusal = refusal("snapshot1");

    assertTrue(refusal.getMessage().contains("reserved"), refusal.getMessage());
    assertTrue(refusal("-dash").getMessage().contains("LVM knows no names like"));
    assertTrue(refusal("a".repeat(121)).getMessage().contains("longer than LVM allows"));
    assertEquals(List.of(), listed("lv_name", "lv_role!=private"));
  }
}
