package io.wyng.source.lvmthin;

import static io.wyng.source.lvmthin.LvmSandbox.DIRTY_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.EXTENT_BYTES;
import static io.wyng.source.lvmthin.LvmSandbox.GROUP;
import static io.wyng.source.lvmthin.LvmSandbox.IGNORING_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.LARGE_CHUNK_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.POOL;
import static io.wyng.source.lvmthin.LvmSandbox.TINY_POOL;
import static io.wyng.source.lvmthin.LvmSandbox.createThin;
import static io.wyng.source.lvmthin.LvmSandbox.device;
import static io.wyng.source.lvmthin.LvmSandbox.listed;
import static io.wyng.source.lvmthin.LvmSandbox.location;
import static io.wyng.source.lvmthin.LvmSandbox.randomBytes;
import static io.wyng.source.lvmthin.LvmSandbox.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Restoring to logical volumes of all kinds. */
final class TargetVmSuite implements InLvmSandbox {

  private static final int MEBI = 1 << 20;

  private static RestoreTarget open(String volume, String pool, long size, Content content)
      throws IOException {
    return new LvmThinProvider()
        .openTarget(new TargetRequest(device(volume).toString(), size, location(pool), content));
  }

  /** Writes random pieces and zeros, with pieces of both in every block, and returns the result. */
  private static byte[] restoreMixture(
      String volume, String pool, int size, long seed, Content content) throws IOException {
    RandomGenerator random = LvmSandbox.random(seed);
    byte[] expected = new byte[size];
    try (RestoreTarget target = open(volume, pool, size, content)) {
      for (int at = 0, next; at < size; at = next) {
        next = Math.min(size, at + 65536 * random.nextInt(1, 12));
        if (random.nextBoolean()) {
          byte[] piece = randomBytes(seed + at, next - at);
          System.arraycopy(piece, 0, expected, at, piece.length);
          target.write(at, ByteBuffer.wrap(piece));
        } else {
          target.zero(at, next - at);
        }
      }
      target.finish();
    }
    return expected;
  }

  /** What the device really holds: not what the kernel has in memory of it. */
  private static byte[] onDisk(String volume) throws IOException {
    run("blockdev", "--flushbufs", device(volume).toString());
    return LvmSandbox.read(volume);
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {1, 512, 1_000_001, 131072, 131073, 3_500_000})
  void aVolumeOfAnySizeIsCreatedAndZeroBehindItsEnd(int size) throws Exception {
    byte[] bytes = randomBytes(size, size);

    try (RestoreTarget target = open("new", LARGE_CHUNK_POOL, size, Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(bytes));
      target.finish();
    }

    int rounded = Math.ceilDiv(size, EXTENT_BYTES) * EXTENT_BYTES;
    assertArrayEquals(Arrays.copyOf(bytes, rounded), onDisk("new"));
    assertEquals(List.of(LARGE_CHUNK_POOL), listed("pool_lv", "lv_name=new"));
  }

  @Test
  void behindTheEndOfAVolumeThatIsOverwrittenAreZeros() throws Exception {
    createThin(LARGE_CHUNK_POOL, "vol", 3 * MEBI);
    LvmSandbox.write("vol", 0, randomBytes(1, 3 * MEBI));

    for (Content content : Content.values()) {
      try (RestoreTarget target = open("vol", POOL, 3 * MEBI - 1000, content)) {
        target.write(0, ByteBuffer.wrap(randomBytes(2, 3 * MEBI - 1000)));
        target.finish();
      }

      assertArrayEquals(Arrays.copyOf(randomBytes(2, 3 * MEBI - 1000), 3 * MEBI), onDisk("vol"));
      LvmSandbox.write("vol", 3 * MEBI - 1000, randomBytes(3, 1000));
    }
  }

  @Test
  void whatAVolumeHeldBeforeItShrankDoesNotComeBackWhenItGrows() throws Exception {
    createThin(POOL, "vol", 4 * MEBI);
    LvmSandbox.write("vol", 0, randomBytes(1, 4 * MEBI));
    LvmSandbox.resize("vol", MEBI);

    try (RestoreTarget target = open("vol", POOL, 4 * MEBI, Content.REPLACED)) {
      target.zero(0, 4 * MEBI);
      target.finish();
    }

    assertArrayEquals(new byte[4 * MEBI], onDisk("vol"));
  }

  @Test
  void whatIsZeroedTakesNoSpace() throws Exception {
    createThin(POOL, "vol", 4 * MEBI);
    LvmSandbox.write("vol", 0, randomBytes(1, 4 * MEBI));

    try (RestoreTarget target = open("vol", POOL, 4 * MEBI, Content.REPLACED)) {
      target.zero(0, 2 * MEBI);
      target.write(2 * MEBI, ByteBuffer.wrap(randomBytes(2, 65536)));
      target.zero(2 * MEBI + 65536, 2 * MEBI - 65536);
      target.finish();
    }

    assertEquals(
        65536, new DeviceMapper(Programs.ofThisHost()).mappedBytes(new LvName(GROUP, "vol")));
  }

  @Test
  void thePartOfABlockAtTheEndIsZeroedAlthoughDiscardsIgnoreIt() throws Exception {
    int size = 2 * MEBI + EXTENT_BYTES;
    createThin(LARGE_CHUNK_POOL, "vol", size);
    LvmSandbox.write("vol", 0, randomBytes(1, size));

    try (RestoreTarget target = open("vol", POOL, size, Content.REPLACED)) {
      target.zero(0, size);
      target.finish();
    }

    assertArrayEquals(new byte[size], onDisk("vol"));
  }

  @ParameterizedTest(name = "in the pool {0}, {1}, seed {2}")
  @CsvSource({
    DIRTY_POOL + ", REPLACED, 1",
    DIRTY_POOL + ", REPLACED, 2",
    DIRTY_POOL + ", UPDATED,  3",
    IGNORING_POOL + ", REPLACED, 4",
    IGNORING_POOL + ", UPDATED,  5",
    LARGE_CHUNK_POOL + ", REPLACED, 6",
    LARGE_CHUNK_POOL + ", UPDATED,  7"
  })
  void oldDataOfThePoolNeverShowsInANewVolume(String pool, Content content, long seed)
      throws Exception {
    int size = 8 * MEBI;

    byte[] expected = restoreMixture("new", pool, size, seed, content);

    assertArrayEquals(expected, onDisk("new"));
    dirtyAgain("new", pool);
  }

  @ParameterizedTest(name = "in the pool {0}, {1}, seed {2}")
  @CsvSource({
    DIRTY_POOL + ", REPLACED, 1",
    DIRTY_POOL + ", UPDATED,  2",
    IGNORING_POOL + ", REPLACED, 3",
    LARGE_CHUNK_POOL + ", REPLACED, 4"
  })
  void oldDataOfThePoolNeverShowsInAVolumeThatIsOverwritten(String pool, Content content, long seed)
      throws Exception {
    int size = 4 * MEBI;
    createThin(pool, "vol", size);
    for (int at = 0; at < size; at += MEBI) {
      LvmSandbox.write("vol", at, randomBytes(at, 4096));
    }

    byte[] expected = restoreMixture("vol", pool, size, seed, content);

    assertArrayEquals(expected, onDisk("vol"));
    dirtyAgain("vol", pool);
  }

  /** Leaves old data in all of a small pool, as the sandbox made it. */
  private static void dirtyAgain(String volume, String pool) throws IOException {
    LvmSandbox.remove(volume);
    if (!pool.equals(LARGE_CHUNK_POOL)) {
      createThin(pool, "filler", 12 * MEBI);
      LvmSandbox.write("filler", 0, randomBytes(99, 12 * MEBI));
    }
  }

  @Test
  void theSandboxShowsOldDataWhereNobodyTakesCare() throws Exception {
    createThin(DIRTY_POOL, "vol", 4 * MEBI);

    LvmSandbox.write("vol", MEBI, randomBytes(1, 4096));

    byte[] found = onDisk("vol");
    boolean clean = true;
    for (int i = MEBI + 4096; i < MEBI + (512 << 10); i++) {
      clean &= found[i] == 0;
    }
    assertEquals(false, clean, "otherwise the tests of dirty pools prove nothing");
  }

  @Test
  void aVolumeWithAnExternalOriginIsOverwrittenEntirely() throws Exception {
    run("lvcreate", "-q", "-y", "-L", "4m", "-n", "golden-image", GROUP);
    LvmSandbox.write("golden-image", 0, randomBytes(1, 4 * MEBI));
    run("lvchange", "-q", "-an", GROUP + "/golden-image");
    run("lvchange", "-q", "-pr", GROUP + "/golden-image");
    run("lvcreate", "-q", "-s", GROUP + "/golden-image", "--thinpool", location(POOL), "-n", "vol");

    byte[] expected = restoreMixture("vol", POOL, 4 * MEBI, 1, Content.REPLACED);

    assertArrayEquals(expected, onDisk("vol"));
  }

  @Test
  void aLinearVolumeIsOverwrittenAndResized() throws Exception {
    run("lvcreate", "-q", "-y", "-L", "2m", "-n", "linear", GROUP);
    LvmSandbox.write("linear", 0, randomBytes(1, 2 * MEBI));

    for (int size : List.of(4 * MEBI, MEBI)) {
      byte[] expected = restoreMixture("linear", POOL, size, size, Content.REPLACED);

      assertArrayEquals(expected, onDisk("linear"));
      assertEquals(List.of("linear"), listed("segtype", "lv_name=linear"));
    }
  }

  @Test
  void anInactiveVolumeIsActivated() throws Exception {
    createThin(POOL, "vol", MEBI);
    run("lvchange", "-q", "-an", GROUP + "/vol");

    byte[] expected = restoreMixture("vol", POOL, MEBI, 1, Content.REPLACED);

    assertArrayEquals(expected, onDisk("vol"));
  }

  @Test
  void aPoolThatFillsUpIsNamedWithItsState() throws Exception {
    ProviderException failure =
        assertThrows(
            ProviderException.class,
            () -> {
              try (RestoreTarget target = open("new", TINY_POOL, 16 * MEBI, Content.REPLACED)) {
                for (int at = 0; at < 16 * MEBI; at += MEBI) {
                  target.write(at, ByteBuffer.wrap(randomBytes(at, MEBI)));
                }
                target.finish();
              }
            });

    assertTrue(failure.getMessage().contains("100 % of its data"), failure.getMessage());
    assertTrue(failure.getMessage().contains(location(TINY_POOL)), failure.getMessage());
  }

  @Test
  void aRestoreThatIsBrokenOffLeavesTheVolume() throws Exception {
    try (RestoreTarget target = open("new", POOL, MEBI, Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(randomBytes(1, 4096)));
    }

    assertEquals(List.of("new"), listed("lv_name", "lv_name=new"));
  }
}
