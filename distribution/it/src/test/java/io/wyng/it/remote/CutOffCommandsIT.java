package io.wyng.it.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every command that talks to a server, cut off in the middle and near its end: it says so with an
 * exit status of its own, and it is done when it is given again.
 */
class CutOffCommandsIT {

  private static final int DONE = 0;
  private static final int NOT_IN_THE_ARCHIVE = 10;
  private static final Set<Integer> CUT_OFF = Set.of(21, 24);

  /** After which part of the server's answers the line breaks. */
  private static final double[] PARTS = {0.6, 0.9};

  private static final int CHUNK = 64 << 10;
  private static final int CHUNKS = 60;

  /** For each kind of server, by its settings: everything that is the same for all commands. */
  private static final Map<String, Site> SITES = new HashMap<>();

  @TempDir static Path directory;

  /** A server, the way to it, and an archive there, of which a copy is kept. */
  private record Site(SshServer server, DelayProxy line, Sandbox sandbox, Path before) {

    static Site with(String settings) {
      try {
        Path place = Files.createTempDirectory(directory, "site-");
        String[] lines = settings.isEmpty() ? new String[0] : new String[] {settings};
        SshServer server = SshServer.start(Files.createDirectory(place.resolve("server")), lines);
        DelayProxy line = DelayProxy.to(server.port());
        server.makeKnownAt(line.port());
        Sandbox sandbox = Sandbox.in(Files.createDirectory(place.resolve("work")));
        Site site = new Site(server, line, sandbox, place.resolve("before"));
        site.prepare();
        return site;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    RemoteArchive archive() {
      return RemoteArchive.through(line.port(), server, sandbox);
    }

    /** A volume with three sessions, and another with the same content. */
    private void prepare() throws IOException {
      DiskImage disk = sandbox.volume("disk").fill((long) CHUNKS * CHUNK, 1);
      sandbox.volume("copy").fill((long) CHUNKS * CHUNK, 1);
      archive().initialize().succeeded();
      archive().run("add", "disk", "copy").succeeded();
      archive().run("send").succeeded();
      for (int session = 2; session <= 3; session++) {
        disk.scribble((long) session * 5 * CHUNK, 9 * CHUNK, session);
        archive().run("send", "disk").succeeded();
      }
      disk.scribble(0, 30 * CHUNK, 4);
      Program.of("cp", "-a", sandbox.root().toString(), before.toString()).run().succeeded();
    }

    /** Makes everything as it was before the first command. */
    void restore() {
      Program.of("rm", "-rf", sandbox.root().toString()).run().succeeded();
      Program.of("cp", "-a", before.toString(), sandbox.root().toString()).run().succeeded();
    }
  }

  @AfterAll
  static void end() {
    for (Site site : SITES.values()) {
      site.line().close();
      site.server().close();
    }
    SITES.clear();
  }

  static Stream<Arguments> commands() {
    return Stream.of("", "ForceCommand internal-sftp")
        .flatMap(settings ->
            Stream.of(
                    "send",
                    "receive disk --save-to=restored",
                    "verify disk",
                    "arch-check",
                    "prune disk --keep-last=1",
                    "arch-deduplicate",
                    "rename disk other",
                    "delete copy",
                    "arch-delete")
                .map(command -> arguments(command, settings)));
  }

  @ParameterizedTest(name = "{0} [{1}]")
  @MethodSource("commands")
  void aCommandThatIsCutOffIsDoneWhenItIsGivenAgain(String command, String settings)
      throws IOException {
    Site site = SITES.computeIfAbsent(settings, Site::with);
    DelayProxy line = site.line();
    Program program = site.archive().program(command.split(" ")).with("-u", "-q");
    site.restore();
    long start = line.answeredBytes();
    program.run().succeeded();
    long answers = line.answeredBytes() - start;

    int cutOff = 0;
    for (double part : PARTS) {
      site.restore();
      line.breakAfter((long) (answers * part));
      Result cut = program.run();
      line.breakAfter(Long.MAX_VALUE);

      if (CUT_OFF.contains(cut.status())) {
        cut.mentions("127.0.0.1");
        cutOff++;
      } else {
        cut.succeeded(); // Nothing was left to be done but to say goodbye.
      }
      Result again = program.run();
      assertTrue(Set.of(DONE, NOT_IN_THE_ARCHIVE).contains(again.status()), again::toString);
      check(command, site.sandbox());
    }
    assertTrue(cutOff > 0, "the line broke too late");
  }

  private static void check(String command, Sandbox sandbox) throws IOException {
    if (command.equals("arch-delete")) {
      assertEquals(List.of(), left(sandbox.remoteTree()));
      return;
    }
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(Set.of(), audit.leftovers());
    if (command.startsWith("receive")) {
      assertEquals(
          audit.volume("disk").last().sha256(),
          new DiskImage(sandbox.root().resolve("restored")).sha256());
    }
    if (command.equals("send")) {
      assertEquals(sandbox.volume("disk").sha256(), audit.volume("disk").last().sha256());
    }
    if (command.startsWith("prune")) {
      assertEquals(1, audit.volume("disk").sessions().size());
    }
  }

  private static List<Path> left(Path tree) throws IOException {
    if (Files.notExists(tree)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(tree)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
