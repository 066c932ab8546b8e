package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionReference;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No command asks a destination more often than a few times for a thousand chunks. */
class RoundTripTest {

  private static final int CHUNK = 65_536;
  private static final int FEW = 200;
  private static final int MANY = 3_200;
  private static final int ALLOWED_FOR_A_THOUSAND = 8;

  @TempDir Path directory;

  @Test
  void theNumberOfQuestionsHardlyGrowsWithTheNumberOfChunks() throws IOException {
    Map<String, Integer> few = callsByCommand(FEW);
    Map<String, Integer> many = callsByCommand(MANY);

    int allowed = ALLOWED_FOR_A_THOUSAND * (MANY - FEW) / 1_000;
    few.forEach((command, calls) ->
        assertTrue(
            many.get(command) - calls <= allowed,
            command + ": " + calls + " calls, with more chunks " + many.get(command)));
  }

  private interface Step {
    void run() throws IOException;
  }

  private Map<String, Integer> callsByCommand(int chunks) throws IOException {
    Path base = Files.createDirectory(directory.resolve("of-" + chunks));
    TestArchive archive = new TestArchive(base, DurableFiles.system());
    archive.initialize("zstd", null, 1);
    archive.add("vol");
    Map<String, Integer> calls = new LinkedHashMap<>();
    write(archive, chunks, 1);
    count(archive, calls, "first send", () -> archive.send("vol"));
    write(archive, chunks, 2);
    count(archive, calls, "second send", () -> archive.send("vol"));
    write(archive, chunks, 1);
    count(archive, calls, "deduplicating send", () -> archive.send(true, "vol"));
    write(archive, chunks, 3);
    archive.send("vol");
    count(archive, calls, "verify", () -> archive.verify("vol", null));
    count(archive, calls, "arch-check", () -> archive.check(false));
    count(archive, calls, "receive", () -> archive.restore("vol", null));
    count(archive, calls, "diff", () -> archive.diff("vol", false));
    count(archive, calls, "arch-deduplicate", archive::deduplicate);
    count(archive, calls, "prune", () -> prune(archive));
    count(archive, calls, "delete", () -> new DeleteVolume(archive.context()).run(vol()));
    return calls;
  }

  private static VolumeName vol() {
    return VolumeName.parse("vol");
  }

  private static void prune(TestArchive archive) {
    SessionReference newest = new SessionReference.ByDate(archive.sessions("vol").getLast());
    new Prune(archive.context())
        .run(VolumeSelection.of(List.of(vol())), new NamedSessions.Before(newest));
  }

  private static void count(
      TestArchive archive, Map<String, Integer> calls, String command, Step step)
      throws IOException {
    int before = archive.destinations.calls;
    step.run();
    calls.put(command, archive.destinations.calls - before);
  }

  /** Little that is easily compressed: it is the number of chunks that counts. */
  private static void write(TestArchive archive, int chunks, long seed) throws IOException {
    byte[] content = new byte[chunks * CHUNK];
    Random random = new Random(seed);
    for (int i = 0; i < chunks; i++) {
      content[i * CHUNK] = (byte) random.nextInt(1, 100);
      content[i * CHUNK + 1] = (byte) i;
      content[i * CHUNK + 2] = (byte) (i >> 8);
    }
    archive.writeVolume("vol", content);
  }
}
