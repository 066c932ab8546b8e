package io.wyng.engine.change;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeMapTest {

  private static final ChunkSize CHUNK = ChunkSize.ofFactor(1);

  @Test
  void theFileOfTheFormatsExampleIsReproduced() {
    ChangeMap map = ChangeMap.blank(CHUNK, 660_360);

    map.markRange(5 * 65_536, 1);
    map.markRange(8 * 65_536 + 100, 65_536);

    assertEquals("2003", HexFormat.of().formatHex(map.toFile()));
  }

  @ParameterizedTest
  @CsvSource({"65536, 1", "1, 1", "524287, 1", "524288, 2", "1048576, 3"})
  void theFileIsAsLongAsTheFormatSays(long volumeBytes, int length) {
    assertEquals(length, ChangeMap.blank(CHUNK, volumeBytes).toFile().length);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aChunkIsMarkedJustWhenARangeTouchesIt(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    long volumeBytes = 1 + random.nextLong(3_000_000);
    boolean[] touched = new boolean[(int) CHUNK.chunks(volumeBytes)];
    ChangeMap map = ChangeMap.blank(CHUNK, volumeBytes);

    for (int i = 0; i < 10; i++) {
      long offset = random.nextLong(volumeBytes + 100_000);
      long length = 1 + random.nextLong(150_000);
      map.markRange(offset, length);
      long end = Math.min(offset + length, volumeBytes);
      for (long b = offset; b < end; b++) {
        touched[(int) (b / CHUNK.bytes())] = true;
      }
    }

    long[] expected =
        LongStream.range(0, touched.length)
            .filter(i -> touched[(int) i])
            .map(i -> i * CHUNK.bytes())
            .toArray();
    assertArrayEquals(expected, map.addresses().toArray());
    ChangeMap read = ChangeMap.fromFile(CHUNK, volumeBytes, map.toFile());
    assertArrayEquals(expected, read.addresses().toArray());
  }

  @Test
  void meaninglessBitsBehindTheEndAreDropped() {
    byte[] file = new byte[2];
    Arrays.fill(file, (byte) 0xff);

    ChangeMap map = ChangeMap.fromFile(CHUNK, 3 * 65_536, file);

    assertEquals(3, map.count());
  }

  @ParameterizedTest
  @CsvSource({"10, 5", "0, 0", "0, -1", "999999, 2", "1000001, 1", "-1, 5"})
  void rangesThatMakeNoSenseAreRefused(long offset, long length) throws IOException {
    ChangeMap map = ChangeMap.blank(CHUNK, 1_000_000);
    OrderedRanges ranges = new OrderedRanges(map);
    ranges.accept(0, 11);

    assertThrows(ProviderException.class, () -> ranges.accept(offset, length));
  }

  @Test
  void aFreshMapIsBlank() {
    assertTrue(ChangeMap.blank(CHUNK, 1).isBlank());
  }
}
