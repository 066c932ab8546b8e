package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.LvmSandbox.POOL;
import static io.wyng.source.lvmthin.LvmSandbox.createThin;
import static io.wyng.source.lvmthin.LvmSandbox.location;
import static io.wyng.source.lvmthin.VmTools.ARCHIVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** How thin metadata is reserved, and released on every path. */
final class ReservationVmSuite implements InLvmSandbox {

  private static final VolumeName VOLUME = LvmSandbox.name("vm-work.x");

  @Test
  void theMetadataIsReservedWhileTheScanIsOpenAndNoLonger() throws Exception {
    try (Source source = VmTools.open(POOL)) {
      ChangeScan scan = source.openScan();
      assertTrue(VmTools.isReserved());

      scan.close();
      scan.close();

      assertFalse(VmTools.isReserved());
      assertEquals(List.of(), markers());
    }
  }

  private static List<Path> markers() throws IOException {
    try (var files = Files.list(Path.of("/run/wyng"))) {
      return files.toList();
    }
  }

  @Test
  void theMetadataIsReleasedByAThreadThatIsInterrupted() throws Exception {
    try (Source source = VmTools.open(POOL)) {
      ChangeScan scan = source.openScan();

      Thread.currentThread().interrupt();
      scan.close();

      assertTrue(Thread.interrupted(), "the interrupt is kept");
      assertFalse(VmTools.isReserved());
    }
  }

  @Test
  void aReservationBySomebodyElseIsRespectedAndReported() throws Exception {
    VmTools.message("reserve_metadata_snap");
    OptionalLong block = VmTools.status(POOL).heldRoot();

    try (Source source = VmTools.open(POOL)) {
      ProviderException refusal = assertThrows(ProviderException.class, source::openScan);

      assertEquals(
          "The metadata of the thin pool vm-1/pool-64k is reserved already (block "
              + block.getAsLong()
              + "), and not by Wyng; by whom cannot be known",
          refusal.getMessage());
      assertTrue(
          refusal
              .remedy()
              .contains("dmsetup message " + VmTools.POOL_DEVICE + " 0 release_metadata_snap"),
          refusal.remedy());
      assertEquals(block, VmTools.status(POOL).heldRoot());
    }
    VmTools.message("release_metadata_snap");
  }

  @Test
  void whatAKilledWyngLeftReservedIsReleased() throws Exception {
    createThin(POOL, VOLUME.text(), 1 << 20);
    Process holder = ScanHolder.start(location(POOL));
    holder.destroyForcibly().waitFor();
    assertTrue(VmTools.isReserved());

    try (Source source = VmTools.open(POOL)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(List.of(), VmTools.allocated(source, current));
    }
  }

  @Test
  void whatAKilledWyngLeftIsNotConfusedWithALaterReservationBySomebodyElse() throws Exception {
    Process holder = ScanHolder.start(location(POOL));
    holder.destroyForcibly().waitFor();
    OptionalLong block = VmTools.status(POOL).heldRoot();
    VmTools.message("release_metadata_snap");
    OptionalLong foreign = block;
    for (int i = 0; foreign.equals(block); i++) {
      createThin(POOL, "v" + i, 1 << 20);
      VmTools.message("reserve_metadata_snap");
      foreign = VmTools.status(POOL).heldRoot();
      if (foreign.equals(block)) {
        VmTools.message("release_metadata_snap");
      }
    }

    try (Source source = VmTools.open(POOL)) {
      assertThrows(ProviderException.class, source::openScan);
      assertEquals(foreign, VmTools.status(POOL).heldRoot());
    }
    VmTools.message("release_metadata_snap");
  }

  @Test
  void anotherWyngAtWorkIsNamed() throws Exception {
    Process holder = ScanHolder.start(location(POOL));
    try (Source source = VmTools.open(POOL)) {
      ProviderException refusal = assertThrows(ProviderException.class, source::openScan);

      assertTrue(
          refusal.getMessage().contains("by another Wyng, process " + holder.pid()),
          refusal.getMessage());
      assertTrue(VmTools.isReserved());
    } finally {
      holder.destroy();
      holder.waitFor();
    }
  }

  @Test
  void aWyngThatIsToldToEndReleasesTheMetadata() throws Exception {
    Process holder = ScanHolder.start(location(POOL));
    assertTrue(VmTools.isReserved());

    holder.destroy();

    assertEquals(143, holder.waitFor());
    assertFalse(VmTools.isReserved());
    assertEquals(List.of(), markers());
  }

  @Test
  void whatWasReadIsWorthlessWhenSomebodyElseReleasesTheMetadata() throws Exception {
    createThin(POOL, VOLUME.text(), 1 << 20);
    try (Source source = VmTools.open(POOL)) {
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
      ChangeScan scan = source.openScan();
      VmTools.message("release_metadata_snap");

      assertThrows(ProviderException.class, () -> scan.allocated(current, (offset, length) -> {}));
      ProviderException failure = assertThrows(ProviderException.class, scan::close);
      assertTrue(failure.getMessage().contains("Somebody else released"), failure.getMessage());
    }
    assertFalse(VmTools.isReserved());
  }

  @Test
  void aReservationThatFollowedOnOursIsNotReleased() throws Exception {
    try (Source source = VmTools.open(POOL)) {
      ChangeScan scan = source.openScan();
      OptionalLong ours = VmTools.status(POOL).heldRoot();
      VmTools.message("release_metadata_snap");
      OptionalLong theirs = ours;
      for (int i = 0; theirs.equals(ours); i++) {
        createThin(POOL, "v" + i, 1 << 20);
        VmTools.message("reserve_metadata_snap");
        theirs = VmTools.status(POOL).heldRoot();
        if (theirs.equals(ours)) {
          VmTools.message("release_metadata_snap");
        }
      }

      assertThrows(ProviderException.class, scan::close);

      assertEquals(theirs, VmTools.status(POOL).heldRoot());
    }
    VmTools.message("release_metadata_snap");
  }
}
