package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Volumes that take parts from each other, sent with and without deduplication, deduplicated now
 * and then, on file systems with few and with many links, against a model of the volumes.
 */
class DeduplicatedHistoryTest {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int CHUNK = StoredFiles.CHUNK;

  @TempDir Path directory;

  private final Map<String, byte[]> contents = new TreeMap<>();
  private final Map<String, Map<SessionName, byte[]>> history = new TreeMap<>();

  @ParameterizedTest(name = "{0}, {1}, {2} names a file, seed {3}")
  @CsvSource({
    "zlib:4, sha256, 1000, 1", "zlib:1, blake2b, 3, 2", "zstd:3, blake2b, 1000, 3",
    "zlib:4, sha256, 4, 4", "zstd:1, sha256, 1000, 5", "bz2:1, blake2b, 7, 6"
  })
  void everySessionRestoresToTheBytesOfThatTime(
      String compression, String hash, int mostNames, long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    DurableFiles files = mostNames < 1000 ? new LimitedLinks(mostNames) : DurableFiles.system();
    TestArchive archive = new TestArchive(directory, files);
    archive.initialize(compression, hash, 1);
    archive.add(NAMES.toArray(String[]::new));
    NAMES.forEach(name -> contents.put(name, noise(random, 5 * CHUNK + random.nextInt(CHUNK))));

    for (int i = 0; i < 9; i++) {
      for (String name : NAMES) {
        archive.writeVolume(name, contents.get(name));
      }
      archive.send(random.nextInt(3) > 0);
      if (random.nextInt(3) == 0) {
        archive.deduplicate();
      }
      remember(archive);
      NAMES.forEach(name -> change(name, random));
    }

    assertEquals(List.of(), warnings(archive));
    assertTrue(StoredFiles.of(archive).count() < StoredFiles.of(archive).names().size());
    for (String name : NAMES) {
      for (Map.Entry<SessionName, byte[]> session : history.get(name).entrySet()) {
        assertArrayEquals(session.getValue(), archive.restore(name, session.getKey()));
      }
    }
  }

  /** Those of odd sizes apart. */
  private static List<String> warnings(TestArchive archive) {
    return archive.events(Event.Warning.class).stream()
        .map(Event.Warning::message)
        .filter(message -> !message.contains("no whole number of chunks"))
        .toList();
  }

  private void remember(TestArchive archive) {
    for (String name : NAMES) {
      Map<SessionName, byte[]> sessions = history.computeIfAbsent(name, _ -> new TreeMap<>());
      archive.sessions(name).forEach(s -> sessions.putIfAbsent(s, contents.get(name).clone()));
    }
  }

  /** Copies chunks from any volume, now or then, and now and then grows, shrinks and writes. */
  private void change(String name, RandomGenerator random) {
    byte[] content = contents.get(name);
    if (random.nextInt(4) == 0) {
      content = Arrays.copyOf(content, (2 + random.nextInt(8)) * CHUNK);
    } else {
      content = content.clone();
    }
    for (int i = 0; i < 3; i++) {
      byte[] other = anyVersion(random);
      int to = random.nextInt(content.length / CHUNK) * CHUNK;
      int from = random.nextInt(other.length / CHUNK) * CHUNK;
      System.arraycopy(other, from, content, to, CHUNK);
    }
    if (random.nextBoolean()) {
      byte[] bytes = noise(random, 1000);
      System.arraycopy(bytes, 0, content, random.nextInt(content.length - 1000), 1000);
    }
    contents.put(name, content);
  }

  private byte[] anyVersion(RandomGenerator random) {
    List<byte[]> versions =
        new ArrayList<>(history.get(NAMES.get(random.nextInt(NAMES.size()))).values());
    return versions.get(random.nextInt(versions.size()));
  }

  private static byte[] noise(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
