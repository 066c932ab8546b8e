package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.lvmthin.LogicalVolumeTarget.Layout;
import io.wyng.spi.ProviderException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A regular file stands for the device here. */
final class LogicalVolumeTargetTest {

  @TempDir Path directory;

  private Path device(byte[] content) throws Exception {
    return Files.write(directory.resolve("device"), content);
  }

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  /** What reads as zeros at first may be left alone; all else must become what is asked for. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyByteIsWrittenOrZeroedAndTheRestBehindTheEndIsZeroed(long seed) throws Exception {
    RandomGenerator random = LvmSandbox.random(seed);
    int deviceBytes = random.nextInt(1, 6 << 20);
    int sizeBytes = random.nextInt(Math.max(1, deviceBytes - (2 << 20)), deviceBytes + 1);
    int zeroedBytes = random.nextBoolean() ? 0 : random.nextInt(deviceBytes + 1);
    byte[] former = LvmSandbox.randomBytes(seed, deviceBytes);
    Arrays.fill(former, 0, zeroedBytes, (byte) 0);
    Path device = device(former);
    long block = random.nextBoolean() ? 0 : 65536L << random.nextInt(6);
    byte[] expected = new byte[deviceBytes];

    try (LogicalVolumeTarget target =
        new LogicalVolumeTarget(
            new Layout(device, sizeBytes, deviceBytes, zeroedBytes, block), () -> "")) {
      for (int at = 0, next; at < sizeBytes; at = next) {
        next = Math.min(sizeBytes, at + random.nextInt(1, 300_000));
        if (random.nextBoolean()) {
          byte[] piece = LvmSandbox.randomBytes(seed + at, next - at);
          System.arraycopy(piece, 0, expected, at, piece.length);
          target.write(at, ByteBuffer.wrap(piece));
        } else {
          target.zero(at, next - at);
        }
      }
      target.finish();
    }

    assertArrayEquals(expected, Files.readAllBytes(device));
  }

  @Test
  void aRangeThatReadsAsZerosIsNotWritten() throws Exception {
    Path device = device(new byte[1 << 20]);
    var before = Files.getLastModifiedTime(device);

    try (LogicalVolumeTarget target =
        new LogicalVolumeTarget(new Layout(device, 1 << 20, 1 << 20, 0, 0), () -> "")) {
      target.zero(0, 1 << 20);
      target.finish();
    }

    assertEquals(before, Files.getLastModifiedTime(device));
  }

  @Test
  void nothingBehindTheEndCanBeReachedByTheCaller() throws Exception {
    Path device = device(new byte[4096]);
    try (LogicalVolumeTarget target =
        new LogicalVolumeTarget(new Layout(device, 1000, 4096, 0, 0), () -> "")) {
      assertThrows(IllegalArgumentException.class, () -> target.write(999, ByteBuffer.allocate(2)));
      assertThrows(IllegalArgumentException.class, () -> target.zero(1000, 1));
      assertThrows(IllegalArgumentException.class, () -> target.zero(-1, 1));
      assertThrows(IllegalArgumentException.class, () -> target.zero(1, Long.MAX_VALUE));
      assertThrows(IllegalArgumentException.class, () -> target.read(0, ByteBuffer.allocate(1001)));
    }
  }

  @Test
  void aFailureIsExplainedByItsCircumstances() throws Exception {
    try (LogicalVolumeTarget target =
        new LogicalVolumeTarget(
            new Layout(Path.of("/dev/full"), 4096, 4096, 0, 0), () -> "; the pool is full")) {
      ProviderException failure =
          assertThrows(ProviderException.class, () -> target.write(0, ByteBuffer.allocate(4096)));

      assertTrue(failure.getMessage().startsWith("Cannot restore to /dev/full: "));
      assertTrue(failure.getMessage().endsWith("; the pool is full"), failure.getMessage());
      assertFalse(failure.remedy().isEmpty());
    }
  }

  @Test
  void aTargetThatIsClosedTakesNothing() throws Exception {
    Path device = device(new byte[4096]);
    LogicalVolumeTarget target =
        new LogicalVolumeTarget(new Layout(device, 4096, 4096, 0, 0), () -> "");
    target.close();

    assertThrows(ClosedChannelException.class, () -> target.write(0, ByteBuffer.allocate(1)));
  }
}
