package io.wyng.it.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.LongTest;
import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Deduplication that is killed at each of its system calls. */
@LongTest
class KilledDeduplicationIT {

  private static final long BYTES = 24L << 16;

  @TestFactory
  Stream<DynamicTest> aKilledDeduplicationLeavesAValidArchiveAndNoTemporaryLinks(
      @TempDir Path directory) throws IOException {
    Sandbox reference = prepared(directory.resolve("reference"));
    List<KillPoint> points = KillPoint.of(reference.program("arch-deduplicate"), reference.root());
    return points.stream()
        .map(point ->
            dynamicTest(
                "before " + point,
                () -> {
                  Sandbox sandbox = prepared(Files.createTempDirectory(directory, "sandbox"));
                  Program command = sandbox.program("arch-deduplicate");
                  String content = sandbox.volume("disk").sha256();
                  point.strike(command);

                  sandbox.run("verify", "disk").succeeded();

                  assertHolds(sandbox, content);
                  command.run().succeeded();
                  assertHolds(sandbox, content);
                }));
  }

  private static Sandbox prepared(Path root) throws IOException {
    Sandbox sandbox = Sandbox.in(Files.createDirectories(root));
    sandbox.volume("disk").fill(BYTES, 1);
    sandbox.initialize().succeeded();
    sandbox.begin("disk");
    return sandbox;
  }

  private static void assertHolds(Sandbox sandbox, String content) throws IOException {
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(content, audit.volume("disk").last().sha256());
    assertEquals(Set.of(), audit.leftovers());
  }
}
