package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random histories of a volume, pruned at random, against a model of the volume. */
class PruneHistoryTest {

  private static final VolumeName VOLUME = VolumeName.parse("vol");

  @TempDir Path directory;

  @ParameterizedTest(name = "{0}, chunk factor {1}, linked {2}, seed {3}")
  @CsvSource({
    "zlib:1, 1, false, 1", "zlib:1, 1, true, 2", "zstd:1, 1, false, 3", "zstd:1, 1, true, 4",
    "zlib:1, 2, false, 5", "zlib:1, 2, true, 6", "zstd:1, 1, false, 7", "zstd:1, 1, false, 8"
  })
  void whateverIsPrunedTheSessionsThatStayHoldTheBytesOfTheirTime(
      String compression, int chunkFactor, boolean linked, long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(compression, null, chunkFactor);
    archive.add(VOLUME.text());
    VolumeModel volume = new VolumeModel(random, 700_000);
    Map<SessionName, byte[]> model = new TreeMap<>();
    int pruned = 0;

    for (int i = 0; i < 24; i++) {
      volume.change();
      archive.writeVolume(VOLUME.text(), volume.content());
      archive.send();
      model.putIfAbsent(archive.sessions(VOLUME.text()).getLast(), volume.content());
      if (i % 4 == 3) {
        if (linked) {
          linkEqualFiles(archive.destination());
        }
        List<SessionName> going = someOf(List.copyOf(model.keySet()), random);
        new Prune(archive.context()).run(VolumeSelection.of(List.of()), these(going));
        model.keySet().removeAll(going);
        pruned += going.size();
        assertEquals(List.copyOf(model.keySet()), archive.sessions(VOLUME.text()));
        SampleHistory.assertInOrder(archive, "after step " + i);
        for (Map.Entry<SessionName, byte[]> session : model.entrySet()) {
          assertArrayEquals(
              session.getValue(), archive.restore(VOLUME.text(), session.getKey()), "step " + i);
        }
      }
    }

    assertTrue(pruned > 5, "sessions pruned");
  }

  /** Any sessions but the newest. */
  private static List<SessionName> someOf(List<SessionName> sessions, RandomGenerator random) {
    List<SessionName> some = new ArrayList<>();
    int percent = random.nextInt(20, 90);
    for (SessionName session : sessions.subList(0, sessions.size() - 1)) {
      if (random.nextInt(100) < percent) {
        some.add(session);
      }
    }
    return some;
  }

  static SessionChoice these(List<SessionName> pruned) {
    return (Volume volume) ->
        volume.sessions().stream()
            .map(session ->
                new SessionChoice.Verdict(session, pruned.contains(session.name()), "chosen"))
            .toList();
  }

  /** What deduplication does. */
  private static void linkEqualFiles(Path destination) throws IOException {
    Map<ByteBuffer, Path> first = new HashMap<>();
    try (Stream<Path> files = Files.walk(destination)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("x0")).toList()) {
        Path same = first.putIfAbsent(ByteBuffer.wrap(Files.readAllBytes(file)), file);
        if (same != null) {
          Files.delete(file);
          Files.createLink(file, same);
        }
      }
    }
  }
}
