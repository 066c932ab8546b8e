package io.wyng.source.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.spi.VolumeName;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compressed extents: all parts of one name the same place on the disk, so the place proves
 * nothing.
 */
class CompressedBtrfsVmSuite {

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final int BLOCK = 64 << 10;
  private static final int BLOCKS = 40;

  private static Path root;

  @BeforeAll
  static void makeFileSystem() throws IOException, InterruptedException {
    Disks.run("mkfs.btrfs", "-q", "-f", "/dev/vdb");
    root = Disks.mount("/dev/vdb", "-o", "compress-force=zstd:1");
  }

  @AfterAll
  static void unmount() throws IOException, InterruptedException {
    Disks.unmount(root);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void exactlyTheChangedBlocksAreReported(long seed) throws IOException, InterruptedException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Path directory = Files.createTempDirectory(root, "test");
    Path file = directory.resolve("disk.img");
    byte[] older = new byte[BLOCKS * BLOCK];
    fillCompressibly(older, 0, BLOCKS, random);
    Disks.write(file, 0, older);
    try (Source source = new FileSourceProvider().open(directory.toString())) {
      Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
      for (int round = 0; round < 8; round++) {
        byte[] newer = older.clone();
        int from = random.nextInt(BLOCKS);
        int to = random.nextInt(from, BLOCKS) + 1;
        if (random.nextBoolean()) {
          fillCompressibly(newer, from, to, random);
          Disks.write(
              file, (long) from * BLOCK, Arrays.copyOfRange(newer, from * BLOCK, to * BLOCK));
        } else {
          rotateByClones(directory, file, newer, from, to);
        }
        Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

        assertArrayEquals(newer, Files.readAllBytes(file));
        assertEquals(differingBlocks(older, newer), reported(source, baseline, current));

        baseline = source.promote(current, "label");
        older = newer;
      }
    }
  }

  /** Moves shared extents to other positions: the same places with another content behind them. */
  private static void rotateByClones(Path directory, Path file, byte[] content, int from, int to)
      throws IOException, InterruptedException {
    Path copy = directory.resolve(".copy");
    Files.deleteIfExists(copy);
    Disks.run("cp", "--reflink=always", file.toString(), copy.toString());
    byte[] before = content.clone();
    for (int block = from; block < to; block++) {
      int origin = block + 1 < to ? block + 1 : from;
      Disks.run(
          "xfs_io",
          "-c",
          "reflink %s %d %d %d".formatted(copy, (long) origin * BLOCK, (long) block * BLOCK, BLOCK),
          file.toString());
      System.arraycopy(before, origin * BLOCK, content, block * BLOCK, BLOCK);
    }
  }

  private static void fillCompressibly(byte[] content, int from, int to, RandomGenerator random) {
    for (int i = from * BLOCK; i < to * BLOCK; i += 512) {
      Arrays.fill(content, i, i + 512, (byte) random.nextInt());
    }
  }

  private static BitSet differingBlocks(byte[] older, byte[] newer) {
    BitSet blocks = new BitSet();
    for (int i = 0; i < BLOCKS; i++) {
      int start = i * BLOCK;
      blocks.set(i, Arrays.mismatch(older, start, start + BLOCK, newer, start, start + BLOCK) >= 0);
    }
    return blocks;
  }

  private static BitSet reported(Source source, Snapshot baseline, Snapshot current)
      throws IOException {
    BitSet blocks = new BitSet();
    try (ChangeScan scan = source.openScan()) {
      scan.changed(
          baseline,
          current,
          (offset, length) ->
              blocks.set((int) (offset / BLOCK), (int) ((offset + length) / BLOCK)));
    }
    return blocks;
  }
}
