package io.wyng.it.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.LongTest;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
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

/** The shorter commands, killed at each moment and then given again. */
@LongTest
class KilledCommandsIT {

  private static final int EXISTS_ALREADY = 10;

  @TestFactory
  Stream<DynamicTest> makingAnArchiveCanBeRepeated(@TempDir Path directory) throws IOException {
    Sandbox reference = Sandbox.in(Files.createDirectory(directory.resolve("reference")));
    List<KillPoint> points = KillPoint.of(initialization(reference), reference.root());
    return points.stream()
        .map(point ->
            dynamicTest(
                "before " + point,
                () -> {
                  Sandbox sandbox = Sandbox.in(Files.createTempDirectory(directory, "sandbox"));
                  sandbox.volume("disk").fill(300_000, 1);
                  point.strike(initialization(sandbox));

                  Result again = initialization(sandbox).run();

                  assertTrue(Set.of(0, EXISTS_ALREADY).contains(again.status()), again::toString);
                  sandbox.begin("disk");
                  ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
                  assertEquals(
                      sandbox.volume("disk").sha256(), audit.volume("disk").last().sha256());
                  assertEquals(Set.of(), audit.leftovers());
                }));
  }

  private static Program initialization(Sandbox sandbox) {
    return sandbox.program(
        "arch-init",
        "--local=" + sandbox.volumes(),
        "--dest=internal:/",
        "--subdir=" + Path.of("/").relativize(sandbox.destination()));
  }

  @TestFactory
  Stream<DynamicTest> addingAVolumeCanBeRepeated(@TempDir Path directory) throws IOException {
    Sandbox sandbox = Sandbox.in(directory);
    sandbox.initialize("--compression=zstd").succeeded();
    List<KillPoint> points = KillPoint.of(sandbox.program("add", "first"), sandbox.root());
    return points.stream()
        .map(point ->
            dynamicTest(
                "before " + point,
                () -> {
                  String name = "killed-" + point.toString().replace(' ', '-');
                  point.strike(sandbox.program("add", name));

                  Result again = sandbox.run("add", name);

                  assertTrue(Set.of(0, EXISTS_ALREADY).contains(again.status()), again::toString);
                  sandbox.volume(name).fill(300_000, 1);
                  sandbox.send(name);
                }));
  }

  @TestFactory
  Stream<DynamicTest> aKilledRestoreLeavesTheTargetAsItWasAndCanBeRepeated(@TempDir Path directory)
      throws IOException {
    Sandbox sandbox = Sandbox.in(directory);
    DiskImage image = sandbox.volume("disk").fill(1_000_000, 1);
    sandbox.initialize().succeeded();
    sandbox.begin("disk");
    DiskImage target = new DiskImage(directory.toRealPath().resolve("target"));
    Program receive = sandbox.program("receive", "disk", "-u", "--save-to=" + target.file());
    target.fill(500_000, 2);
    String before = target.sha256();
    List<KillPoint> points = KillPoint.of(receive, sandbox.root());
    return points.stream()
        .map(point ->
            dynamicTest(
                "before " + point,
                () -> {
                  target.fill(500_000, 2);
                  point.strike(receive);

                  assertTrue(Set.of(before, image.sha256()).contains(target.sha256()));
                  receive.run().succeeded();
                  assertEquals(image.sha256(), target.sha256());
                  assertEquals(List.of(), unfinished(sandbox.root()));
                }));
  }

  private static List<Path> unfinished(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> Files.isRegularFile(file) && !file.endsWith("target")).toList();
    }
  }
}
