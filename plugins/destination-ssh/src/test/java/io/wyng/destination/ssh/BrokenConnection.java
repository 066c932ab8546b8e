package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.destination.ssh.settings.Limits;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Servers that die, or stand still, in the middle of something. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrokenConnection {

  private static final int CHUNK_BYTES = 20_000;

  private final String[] settings;
  private TestServer server;
  private TestHome home;

  @TempDir private Path archives;
  private Destination destination;

  BrokenConnection(String... settings) {
    this.settings = settings;
  }

  @BeforeAll
  void startServer(@TempDir Path directory) throws IOException {
    server = TestServer.start(directory.resolve("server"), settings);
    home =
        TestHome.knowing(server, directory.resolve("home"))
            .withLimits(
                new Limits(Duration.ofSeconds(30), Duration.ofSeconds(2), Duration.ofMinutes(10)));
  }

  @AfterAll
  void stopServer() {
    server.close();
  }

  @BeforeEach
  void connect() throws IOException {
    destination = open();
    destination.replace(ArchivePath.of("archive.ini"), new byte[10]);
  }

  @AfterEach
  void disconnect() throws IOException {
    destination.close();
    server.killSessions();
  }

  private Destination open() throws IOException {
    return home.open(
        "ssh://root@127.0.0.1:" + server.port() + "/", archives.toString().substring(1));
  }

  private static ArchivePath chunk(int i) {
    return ArchivePath.of("S_1/" + i / 1000 + "/x" + i);
  }

  private static void put(Upload upload, int i) throws IOException {
    upload.put(chunk(i), ByteBuffer.allocate(CHUNK_BYTES).putInt(0, i));
  }

  private void upload(int count) throws IOException {
    try (Upload upload = destination.openUpload()) {
      for (int i = 0; i < count; i++) {
        put(upload, i);
      }
      upload.finish();
    }
  }

  private void assertLost(Executable action) {
    DestinationFaultException failure = assertThrows(DestinationFaultException.class, action);

    assertEquals(DestinationFault.CONNECTION_LOST, failure.fault(), failure.getMessage());
    assertTrue(failure.getMessage().contains("127.0.0.1:" + server.port()), failure.getMessage());
    assertTrue(!failure.remedy().isEmpty());
  }

  /** What every use of an archive begins with works again after whatever happened. */
  private void assertUsableAgain() throws IOException {
    try (Destination again = open();
        Upload upload = again.openUpload()) {
      for (int i = 0; i < 100; i++) {
        put(upload, i);
      }
      upload.finish();
      again.sync();
      assertEquals(10, again.read(ArchivePath.of("archive.ini"), 100).orElseThrow().length);
      assertEquals(CHUNK_BYTES, again.read(chunk(99), 1 << 20).orElseThrow().length);
    }
  }

  @Test
  void aServerThatDiesDuringAnUploadIsALostConnection() throws Exception {
    assertLost(() -> {
      try (Upload upload = destination.openUpload()) {
        for (int i = 0; i < 100_000; i++) {
          put(upload, i);
          if (i == 500) {
            server.killSessions();
          }
        }
        upload.finish();
      }
    });

    assertUsableAgain();
  }

  @Test
  void aServerThatDiesDuringADownloadIsALostConnection() throws Exception {
    upload(300);
    Iterator<Extent> extents =
        IntStream.range(0, 100_000)
            .mapToObj(i -> new Extent(chunk(i % 300), 0, CHUNK_BYTES))
            .iterator();
    ByteBuffer target = ByteBuffer.allocate(CHUNK_BYTES);

    assertLost(() -> {
      try (Download download = destination.fetch(extents)) {
        for (int i = 0; i < 100_000; i++) {
          assertEquals(CHUNK_BYTES, download.next(target.clear()));
          assertEquals(i % 300, target.getInt(0));
          if (i == 500) {
            server.killSessions();
          }
        }
      }
    });

    assertUsableAgain();
  }

  @Test
  void aServerThatDiesDuringChangesIsALostConnectionAndTheyCanBeMadeAgain() throws Exception {
    upload(3000);
    Iterator<FileChange> killing = moves(3000, 2500);

    assertLost(() -> destination.apply(killing));

    try (Destination again = open()) {
      again.apply(moves(3000, -1));
      assertEquals(0, again.list(ArchivePath.of("S_1/0")).size());
      assertEquals(3000, again.list(ArchivePath.of("S_2")).size());
    }
    assertUsableAgain();
  }

  /** Moves chunks, and kills the server before the one with a number is taken. */
  private Iterator<FileChange> moves(int count, int killAt) {
    return IntStream.range(0, count)
        .<FileChange>mapToObj(i -> {
          if (i == killAt) {
            server.killSessions();
          }
          return new FileChange.Move(chunk(i), ArchivePath.of("S_2/x" + i));
        })
        .iterator();
  }

  @Test
  void aServerThatDiesBetweenTwoCallsIsALostConnectionAtEachOfThem() {
    server.killSessions();

    ArchivePath path = ArchivePath.of("archive.ini");
    assertLost(() -> destination.read(path, 100));
    assertLost(() -> destination.replace(path, new byte[1]));
    assertLost(() -> destination.list(ArchivePath.ROOT));
    assertLost(() -> destination.deleteTree(path));
    assertLost(() -> destination.rename(path, ArchivePath.of("other")));
    assertLost(() -> upload(1));
  }

  @Test
  void aServerThatStandsStillIsALostConnection() throws Exception {
    server.stopSessions();

    DestinationFaultException failure =
        assertThrows(DestinationFaultException.class, () -> upload(2000));

    assertEquals(DestinationFault.CONNECTION_LOST, failure.fault());
    assertTrue(
        Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
            .anyMatch(cause -> cause.getMessage().contains("nothing was heard")),
        failure::toString);
  }

  @Test
  void aConnectionThatIsIdleForLongerThanTheLimitStaysUsable() throws Exception {
    Thread.sleep(Duration.ofSeconds(5));

    assertEquals(10, destination.read(ArchivePath.of("archive.ini"), 100).orElseThrow().length);
  }
}
