package io.wyng.engine.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.failure.IntegrityException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {

  private static final ChunkSize CHUNK = ChunkSize.ofFactor(1);
  private static final String DIGEST = "ab".repeat(32);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void forEveryAddressTheNewestManifestWins(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    Map<Long, ManifestEntry> expected = new TreeMap<>();
    List<ManifestReader> readers = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(8); i++) {
      Map<Long, ChunkDigest> lines = randomLines(random);
      int index = i;
      lines.forEach((a, d) -> expected.put(a, new ManifestEntry(a, d, index)));
      readers.add(reader(print(lines), i));
    }

    List<ManifestEntry> merged = new ArrayList<>();
    try (ManifestMerge merge = new ManifestMerge(readers)) {
      for (ManifestEntry entry = merge.next(); entry != null; entry = merge.next()) {
        merged.add(entry);
      }
    }

    assertEquals(List.copyOf(expected.values()), merged);
  }

  private static Map<Long, ChunkDigest> randomLines(RandomGenerator random) {
    Map<Long, ChunkDigest> lines = new TreeMap<>();
    for (int i = 0; i < random.nextInt(300); i++) {
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      lines.put(
          random.nextLong(500) * CHUNK.bytes(),
          random.nextInt(4) == 0 ? ChunkDigest.ZERO : ChunkDigest.of(digest));
    }
    return lines;
  }

  private static byte[] print(Map<Long, ChunkDigest> lines) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ManifestWriter writer = new ManifestWriter(file)) {
      for (Map.Entry<Long, ChunkDigest> line : lines.entrySet()) {
        writer.write(line.getKey(), line.getValue());
      }
    }
    return file.toByteArray();
  }

  private static ManifestReader reader(byte[] file, int index) {
    return new ManifestReader(new ByteArrayInputStream(file), "m" + index, index, CHUNK, 512);
  }

  @Test
  void linesLookAsTheFormatSays() throws IOException {
    Map<Long, ChunkDigest> lines = new TreeMap<>();
    lines.put(0x20000L, new ChunkDigest(DIGEST));
    lines.put(0x30000L, ChunkDigest.ZERO);

    String text = new String(print(lines), StandardCharsets.US_ASCII);

    assertEquals(DIGEST + " x0000000000020000\n0 x0000000000030000\n", text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 x0000000000010000;0 x0000000000010000;|out of order",
        "0 x0000000000020000;0 x0000000000010000;|out of order",
        "0 x0000000000010001;|multiple of the chunk size",
        "0 x000000000001000;|not a digest",
        "0 y0000000000010000;|not a digest",
        "0 xfff0000000010000;|not a digest",
        "zz x0000000000010000;|not a digest",
        "ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB x0000000000010000;|not",
        "x0000000000010000;|not a digest",
        "0  x0000000000010000;|not a digest",
        ";|not a digest",
        "0 x0000000000010000|cut off"
      })
  void aDamagedLineIsRefusedWithItsPlace(String text, String reason) {
    byte[] file = text.replace(';', '\n').getBytes(StandardCharsets.US_ASCII);

    IntegrityException failure =
        assertThrows(
            IntegrityException.class,
            () -> {
              try (ManifestReader reader = reader(file, 0)) {
                while (reader.next() != null) {}
              }
            });

    assertTrue(String.valueOf(failure.getMessage()).contains(reason), failure.getMessage());
    assertTrue(String.valueOf(failure.getMessage()).contains("line "), failure.getMessage());
  }

  @Test
  void anEndlessLineIsRefused() {
    byte[] file = "a".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    assertThrows(IntegrityException.class, () -> reader(file, 0).next());
  }

  @Test
  void aFullViewRefusesAGap() throws IOException {
    Map<Long, ChunkDigest> lines = new TreeMap<>();
    lines.put(0L, ChunkDigest.ZERO);
    lines.put(2L * CHUNK.bytes(), ChunkDigest.ZERO);
    ManifestReader reader = reader(print(lines), 0);

    try (FullView view =
        new FullView(new ManifestMerge(List.of(reader)), "it", CHUNK, 3L * CHUNK.bytes())) {
      view.next();

      IntegrityException failure = assertThrows(IntegrityException.class, view::next);
      assertTrue(String.valueOf(failure.getMessage()).contains("x0000000000010000"));
    }
  }

  @Test
  void aFullViewEndsAtTheLastChunkOfItsSession() throws IOException {
    Map<Long, ChunkDigest> lines = new TreeMap<>();
    for (long i = 0; i < 5; i++) {
      lines.put(i * CHUNK.bytes(), ChunkDigest.ZERO);
    }
    ManifestReader reader = reader(print(lines), 0);

    try (FullView view =
        new FullView(new ManifestMerge(List.of(reader)), "it", CHUNK, 2L * CHUNK.bytes() + 1)) {
      int count = 0;
      while (view.next() != null) {
        count++;
      }

      assertEquals(3, count);
    }
  }
}
