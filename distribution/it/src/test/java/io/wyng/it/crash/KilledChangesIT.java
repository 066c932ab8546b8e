package io.wyng.it.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.archive.AuditedSession;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.LongTest;
import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Commands that change an archive in several steps, killed at each of them. */
@LongTest
class KilledChangesIT {

  private static final int CHUNK = 64 << 10;
  private static final int SESSIONS = 4;

  private Path copy;
  private Sandbox sandbox;

  /** What the sessions hold, oldest first. */
  private List<String> contents;

  @BeforeEach
  void makeAnArchive(@TempDir Path directory) throws IOException {
    copy = directory.toRealPath().resolve("copy");
    sandbox = Sandbox.in(Files.createDirectory(directory.resolve("sandbox")));
    sandbox.initialize().succeeded();
    sandbox.run("add", "disk", "other").succeeded();
    sandbox.volume("other").fill(2L * CHUNK, 9);
    sandbox.send("other");
    DiskImage disk = sandbox.volume("disk").fill(8L * CHUNK, 1);
    for (int i = 0; i < SESSIONS; i++) {
      disk.scribble((2L + i) * CHUNK, CHUNK, i).erase(i * (long) CHUNK, CHUNK);
      sandbox.send("disk");
    }
    contents = contents("disk");
    run("cp", "-a", sandbox.root().toString(), copy.toString());
  }

  @TestFactory
  Stream<DynamicTest> aKilledPruneIsFinishedOrTakenBack() throws IOException {
    List<String> dates = sandbox.sessions("disk");
    List<String> left = List.of(contents.getFirst(), contents.getLast());
    return strikes(
        () -> {
          List<String> found = contents("disk");
          assertTrue(Set.of(contents, left).contains(found), found::toString);
        },
        "prune",
        "disk",
        "-u",
        "--session=" + dates.get(1) + "," + dates.get(2));
  }

  @TestFactory
  Stream<DynamicTest> aKilledRenamingIsFinishedOrHasNotBegun() throws IOException {
    return strikes(
        () -> assertEquals(contents, contents(Files.exists(sandbox.local("new")) ? "new" : "disk")),
        "rename",
        "disk",
        "new");
  }

  @TestFactory
  Stream<DynamicTest> aKilledDeletionIsFinishedOrHasNotBegun() throws IOException {
    return strikes(
        () -> {
          boolean there = Files.exists(sandbox.local("disk"));
          assertEquals(there, Files.exists(sandbox.remote("disk")));
          if (there) {
            assertEquals(contents, contents("disk"));
          }
        },
        "delete",
        "disk",
        "-u");
  }

  /** What must hold when the next command has put things into order. */
  private interface Expectation {
    void check() throws IOException;
  }

  private Stream<DynamicTest> strikes(Expectation expectation, String... words) throws IOException {
    Program command = sandbox.program(words);
    List<KillPoint> points = new ArrayList<>(KillPoint.of(command, sandbox.root()));
    return points.stream()
        .map(point ->
            dynamicTest(
                "before " + point,
                () -> {
                  run("rm", "-rf", sandbox.root().toString());
                  run("cp", "-a", copy.toString(), sandbox.root().toString());
                  point.strike(command);

                  sandbox.run("list").succeeded();
                  sandbox.run("verify", "other").succeeded();

                  expectation.check();
                  assertEquals(Set.of(), audit().leftovers());
                }));
  }

  private List<String> contents(String volume) throws IOException {
    return audit().volume(volume).sessions().stream().map(AuditedSession::sha256).toList();
  }

  private ArchiveAudit audit() throws IOException {
    return ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
  }

  private static void run(String... words) {
    Program.of(words).run().succeeded();
  }
}
