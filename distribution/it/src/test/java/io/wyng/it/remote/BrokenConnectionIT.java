package io.wyng.it.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that are not made, or end too early: one message, its own exit status, no loss. */
class BrokenConnectionIT {

  private static final int UNREACHABLE = 21;
  private static final int UNTRUSTED = 22;
  private static final int AUTHENTICATION = 23;
  private static final int CONNECTION_LOST = 24;
  private static final int NO_SPACE = 25;
  private static final int CHUNK = 64 << 10;
  private static final int CHUNKS = 400;

  @TempDir Path directory;

  private Sandbox sandbox;
  private DiskImage image;
  private SshServer server;
  private RemoteArchive archive;

  @BeforeEach
  void begin() throws IOException {
    sandbox = Sandbox.in(Files.createDirectory(directory.resolve("work")));
    image = sandbox.volume("disk").fill((long) CHUNKS * CHUNK, 1);
    start();
    archive.initialize().succeeded();
    archive.run("add", "disk").succeeded();
  }

  private void start(String... settings) throws IOException {
    server = SshServer.start(Files.createTempDirectory(directory, "server-"), settings);
    archive = RemoteArchive.on(server, sandbox);
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static long stored(Sandbox sandbox) {
    try (Stream<Path> files = Files.walk(sandbox.remoteTree())) {
      return files.filter(file -> file.getFileName().toString().startsWith("x")).count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // Something was renamed meanwhile.
    }
  }

  /** Ends all connections at an instant at which the command is in the middle of its work. */
  private Result breakOff(BooleanSupplier instant, Program command) {
    CompletableFuture<Result> running = CompletableFuture.supplyAsync(command::run);
    while (!instant.getAsBoolean()) {
      assertTrue(!running.isDone(), () -> "ended too early: " + running.join());
      SshServer.pause();
    }
    server.dropConnections();
    return running.join();
  }

  @Test
  void aSendThatIsCutOffSaysSoAndIsContinued() throws IOException {
    Result cut =
        breakOff(() -> stored(sandbox) > 50, archive.program("send", "-q", "--bwlimit=8M"));

    cut.failed(CONNECTION_LOST, "127.0.0.1", "disk");
    Result sent = archive.run("send", "--json").succeeded();
    assertTrue(
        sent.json("sent").path("storedBytes").asLong() < (CHUNKS - 30L) * CHUNK, sent::toString);
    Path target = sandbox.root().resolve("restored");
    archive.run("receive", "disk", "--save-to=" + target).succeeded();
    assertEquals(image.sha256(), new DiskImage(target).sha256());
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(Set.of(), audit.leftovers());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ForceCommand internal-sftp"})
  void aServerThatHangsIsNotWaitedForForEver(String settings) throws IOException {
    server.close();
    start(settings.isEmpty() ? new String[0] : new String[] {settings});
    Sandbox other = Sandbox.in(Files.createDirectory(directory.resolve("other")));
    DiskImage volume = other.volume("disk").fill((long) CHUNKS * CHUNK, 1);
    RemoteArchive hanging = RemoteArchive.on(server, other);
    hanging.initialize().succeeded();
    hanging.run("add", "disk").succeeded();
    Program send =
        hanging.program("send", "-q", "--bwlimit=8M", "--set=destination.ssh.silence-limit=2s");
    CompletableFuture<Result> running = CompletableFuture.supplyAsync(send::run);
    while (stored(other) < 50) {
      assertTrue(!running.isDone(), () -> "ended too early: " + running.join());
      SshServer.pause();
    }

    server.stopConnections();

    running.join().failed(CONNECTION_LOST, "127.0.0.1", "disk");
    server.dropConnections();
    hanging.run("send").succeeded();
    ArchiveAudit audit = ArchiveAudit.of(other.localTree(), other.remoteTree());
    assertEquals(volume.sha256(), audit.volume("disk").last().sha256());
    assertEquals(Set.of(), audit.leftovers());
  }

  @Test
  void aRestoreThatIsCutOffIsRepeated() throws IOException {
    archive.run("send").succeeded();
    Path target = sandbox.root().resolve("restored");
    Program receive = archive.program("receive", "disk", "--save-to=" + target);

    breakOff(server::isInUse, receive.with("-q", "--bwlimit=2M"))
        .failed(CONNECTION_LOST, "127.0.0.1");

    receive.run().succeeded();
    assertEquals(image.sha256(), new DiskImage(target).sha256());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ForceCommand internal-sftp"})
  void nobodyListensAnyMore(String settings) throws IOException {
    server.close();
    archive.attempt("send").failed(UNREACHABLE, "127.0.0.1", "refused");

    start(settings.isEmpty() ? new String[0] : new String[] {settings});
    assertEquals(List.of(), sessions());
  }

  private List<String> sessions() {
    return sandbox.sessions("disk");
  }

  @Test
  void aServerThatIsNotKnownIsTrustedOnRequestOnly() throws IOException {
    Path known = server.home().resolve(".ssh/known_hosts");
    Files.delete(known);

    archive.attempt("send").failed(UNTRUSTED, "127.0.0.1", "SHA256:", "--accept-new-host-key");
    archive.run("send", "--accept-new-host-key").succeeded();

    assertTrue(Files.readString(known).contains("ssh-ed25519"));
    archive.run("verify", "disk").succeeded();
  }

  @Test
  void aServerWithAnotherKeyIsNeverTrusted() throws IOException {
    Path known = server.home().resolve(".ssh/known_hosts");
    String clientKey = Files.readString(server.home().resolve(".ssh/id_ed25519.pub"));
    Files.writeString(known, "[127.0.0.1]:" + server.port() + " " + clientKey);

    archive.attempt("send", "--accept-new-host-key").failed(UNTRUSTED, "known_hosts", "SHA256:");
  }

  @Test
  void whomTheServerDoesNotKnowItDoesNotLetIn() throws IOException {
    Files.delete(server.home().resolve(".ssh/id_ed25519"));

    archive.attempt("send").failed(AUTHENTICATION, "127.0.0.1", "publickey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ForceCommand internal-sftp"})
  void aFullDiskIsReportedAndNothingIsLost(String settings) throws IOException {
    server.close();
    start(settings.isEmpty() ? new String[0] : new String[] {settings});
    Sandbox other = Sandbox.in(Files.createDirectory(directory.resolve("other")));
    DiskImage large = other.volume("disk").fill((long) CHUNKS * CHUNK, 1);
    Path disk = other.destination();
    Program.of("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString()).run().succeeded();
    try {
      RemoteArchive full = RemoteArchive.on(server, other);
      full.initialize().succeeded();
      full.run("add", "disk").succeeded();

      full.attempt("send").failed(NO_SPACE, "disk", "space");

      large.resize(10L * CHUNK);
      full.run("send").succeeded();
      full.run("verify", "disk").succeeded();
    } finally {
      Program.of("umount", disk.toString()).run().succeeded();
    }
  }
}
