package io.wyng.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads by several shells. */
class StripedUploadTest {

  private static final int STRIPES = 3;
  private static final int CHUNK = 64 << 10;

  @TempDir private Path directory;

  private Path root;
  private ManyStarter starter;
  private ShellDestination destination;

  /** Lets an upload have several shells; starts as many as it is told at the most. */
  private static final class ManyStarter implements CommandStarter {

    private final ProgramStarter program;
    private final AtomicInteger started = new AtomicInteger();
    private volatile int most = Integer.MAX_VALUE;

    ManyStarter(ProgramStarter program) {
      this.program = program;
    }

    @Override
    public String farSide() {
      return program.farSide();
    }

    @Override
    public int uploads() {
      return STRIPES;
    }

    @Override
    public synchronized RemoteCommand start(String command) throws IOException {
      if (started.incrementAndGet() > most) {
        throw new IOException("no more sessions");
      }
      return program.start(command);
    }

    @Override
    public void close() throws IOException {
      program.close();
    }
  }

  @BeforeEach
  void open() throws IOException {
    root = directory.resolve("wyng.backup");
    starter = new ManyStarter(FarSide.ofShell("dash").starter());
    destination = FarSide.open(starter, root, Timing.DEFAULT);
  }

  @AfterEach
  void close() throws IOException {
    destination.close();
  }

  private static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    random(seed).nextBytes(bytes);
    return bytes;
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private void uploadChunks(int count) throws IOException {
    try (Upload upload = destination.openUpload()) {
      for (int i = 0; i < count; i++) {
        upload.put(ArchivePath.of("d" + i % 7 + "/f" + i), ByteBuffer.wrap(bytes(i, CHUNK)));
      }
      upload.finish();
    }
  }

  private void assertChunks(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      assertArrayEquals(bytes(i, CHUNK), Files.readAllBytes(root.resolve("d" + i % 7 + "/f" + i)));
    }
  }

  @Test
  void aLongUploadGoesThroughSeveralShells() throws IOException {
    uploadChunks(400);

    assertChunks(400);
    assertEquals(1 + STRIPES, starter.started.get());
  }

  @Test
  void theShellsOfAnUploadServeTheNextOne() throws IOException {
    uploadChunks(200);
    uploadChunks(200);

    assertEquals(1 + STRIPES, starter.started.get());
  }

  @Test
  void aShortUploadMakesDoWithOneShell() throws IOException {
    uploadChunks(10);

    assertChunks(10);
    assertEquals(2, starter.started.get());
  }

  @Test
  void aFarSideThatRunsNoMoreShellsIsUsedThroughOne() throws IOException {
    starter.most = 2;

    uploadChunks(200);

    assertChunks(200);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void filesAndLinksAreWhatTheyWereToldLast(long seed) throws IOException {
    RandomGenerator random = random(seed);
    Map<ArchivePath, byte[]> expected = new HashMap<>();
    try (Upload upload = destination.openUpload()) {
      for (int i = 0; i < 3000; i++) {
        ArchivePath path = ArchivePath.of("d" + random.nextInt(4) + "/f" + random.nextInt(200));
        ArchivePath other = ArchivePath.of("d" + random.nextInt(4) + "/f" + random.nextInt(200));
        byte[] existing = expected.get(other);
        if (existing == null || random.nextInt(3) == 0) {
          byte[] content = bytes(random.nextLong(), random.nextInt(16 << 10));
          upload.put(path, ByteBuffer.wrap(content));
          expected.put(path, content);
        } else if (upload.link(path, other)) {
          expected.put(path, existing);
        }
      }
      upload.finish();
    }

    assertFalse(expected.isEmpty());
    for (Map.Entry<ArchivePath, byte[]> file : expected.entrySet()) {
      assertArrayEquals(
          file.getValue(),
          Files.readAllBytes(root.resolve(file.getKey().text())),
          file.getKey()::text);
    }
  }
}
