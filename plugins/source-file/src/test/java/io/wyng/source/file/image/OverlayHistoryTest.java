package io.wyng.source.file.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.source.file.linux.Zeros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Volumes of several segments that change at random: overlay, image and folded base are the volume,
 * and nothing is reported that did not change, in blocks.
 */
class OverlayHistoryTest {

  private static final int BLOCK = 64 << 10;

  @TempDir Path directory;

  private Path path(String name) {
    return directory.resolve(name);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anOverlayMakesTheVolumeOfItsBaseBeforeAndAfterFolding(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    try (NativeFile volume = TestFile.open(path("volume"));
        NativeFile baseFile = TestFile.open(path("base"))) {
      volume.resize(random.nextLong(1, 100L << 20));
      change(volume, random);
      Images.copy(new PlainImage(volume), baseFile);
      assertSame(new PlainImage(volume), new PlainImage(baseFile));

      for (int round = 0; round < 4; round++) {
        change(volume, random);
        Files.deleteIfExists(path("overlay"));
        try (NativeFile overlayFile = TestFile.open(path("overlay"))) {
          PlainImage base = new PlainImage(baseFile);
          Images.overlay(base, new PlainImage(volume), overlayFile);

          OverlayImage overlaid = new OverlayImage(base, overlayFile);
          assertSame(new PlainImage(volume), overlaid);
          assertReportIsExact(base, overlaid);
          assertDataIsReported(overlaid);

          Folding.fold(overlayFile, baseFile);
          assertSame(new PlainImage(volume), overlaid);
          assertSame(new PlainImage(volume), new PlainImage(baseFile));
        }
      }
    }
  }

  @Test
  void changesAtTheEdgesOfEveryBufferAndSegmentAreFound() throws IOException {
    long sizeBytes = 80L << 20;
    BitSet expected = new BitSet();
    BitSet found = new BitSet();
    try (NativeFile older = TestFile.open(path("older"));
        NativeFile newer = TestFile.open(path("newer"))) {
      older.resize(sizeBytes);
      newer.resize(sizeBytes);
      for (long edge = 0; edge <= sizeBytes; edge += 1 << 20) {
        for (long position = Math.max(0, edge - 1);
            position <= Math.min(edge, sizeBytes - 1);
            position++) {
          newer.write(position, ByteBuffer.wrap(new byte[] {1}));
          expected.set((int) (position / BLOCK));
        }
      }

      Images.reportDifferences(
          new PlainImage(older),
          new PlainImage(newer),
          (offset, length) -> mark(found, offset, length));
    }

    assertEquals(expected, found);
  }

  private static void change(NativeFile volume, RandomGenerator random) throws IOException {
    if (random.nextInt(3) == 0) {
      long size = volume.sizeBytes();
      volume.resize(Math.max(1, size + random.nextLong(-size / 2 - 1, 40L << 20)));
    }
    for (int i = random.nextInt(12); i > 0; i--) {
      long position = random.nextLong(volume.sizeBytes());
      long most = Math.min(volume.sizeBytes() - position, 5 * BLOCK);
      int length = (int) random.nextLong(1, most + 1);
      if (random.nextInt(3) == 0) {
        volume.zero(position, length);
      } else {
        byte[] bytes = new byte[length];
        if (random.nextInt(4) > 0) {
          random.nextBytes(bytes);
        }
        volume.write(position, ByteBuffer.wrap(bytes));
      }
    }
  }

  private static void assertSame(Image expected, Image actual) throws IOException {
    assertEquals(expected.sizeBytes(), actual.sizeBytes());
    ByteBuffer wanted = ByteBuffer.allocateDirect(999_983);
    ByteBuffer found = ByteBuffer.allocateDirect(999_983);
    for (long at = 0; at < expected.sizeBytes(); at += wanted.capacity()) {
      expected.read(at, wanted.clear());
      actual.read(at, found.clear());
      long position = at;
      assertEquals(-1, wanted.flip().mismatch(found.flip()), () -> "behind " + position);
    }
  }

  /** Checks each block by reading it from both. */
  private static void assertReportIsExact(PlainImage base, OverlayImage overlaid)
      throws IOException {
    BitSet byIndex = new BitSet();
    BitSet byComparison = new BitSet();
    Images.reportOverlaid(overlaid, (offset, length) -> mark(byIndex, offset, length));
    Images.reportDifferences(
        base, overlaid, (offset, length) -> mark(byComparison, offset, length));
    ByteBuffer older = ByteBuffer.allocateDirect(BLOCK);
    ByteBuffer newer = ByteBuffer.allocateDirect(BLOCK);
    BitSet expected = new BitSet();
    for (long at = 0; at < overlaid.sizeBytes(); at += BLOCK) {
      base.read(at, older.clear());
      overlaid.read(at, newer.clear());
      boolean grown = at + BLOCK > base.sizeBytes() && overlaid.sizeBytes() > base.sizeBytes();
      expected.set((int) (at / BLOCK), grown || older.flip().mismatch(newer.flip()) >= 0);
    }

    assertEquals(expected, byIndex);
    assertEquals(expected, byComparison);
  }

  private static void mark(BitSet blocks, long offset, long length) {
    assertEquals(0, offset % BLOCK);
    blocks.set((int) (offset / BLOCK), (int) Math.ceilDiv(offset + length, (long) BLOCK));
  }

  private static void assertDataIsReported(Image image) throws IOException {
    long[] end = new long[1];
    ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
    Images.reportData(
        image,
        (offset, length) -> {
          assertZeros(image, end[0], offset, buffer);
          end[0] = offset + length;
        });
    assertZeros(image, end[0], image.sizeBytes(), buffer);
  }

  private static void assertZeros(Image image, long start, long end, ByteBuffer buffer)
      throws IOException {
    assertTrue(start <= end, () -> start + " to " + end);
    for (long at = start; at < end; at += buffer.limit()) {
      image.read(at, buffer.clear().limit((int) Math.min(buffer.capacity(), end - at)));
      assertTrue(Zeros.isAllZero(buffer.flip()));
    }
  }
}
