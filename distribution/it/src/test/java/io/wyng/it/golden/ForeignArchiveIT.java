package io.wyng.it.golden;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.golden.GoldenArchive.ExpectedSession;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.TreeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A new machine, and an archive of an original program on a disk that was carried there. */
@ParameterizedClass(name = "{0}")
@MethodSource("names")
class ForeignArchiveIT {

  private final String name;
  private GoldenArchive golden;
  private Sandbox sandbox;
  private Path temporary;

  ForeignArchiveIT(String name) {
    this.name = name;
  }

  static List<String> names() {
    return GoldenArchive.names();
  }

  @BeforeEach
  void forgetWhatThisMachineKnew(@TempDir Path directory) throws IOException {
    golden = GoldenArchive.unpack(name, directory);
    sandbox = golden.sandbox();
    temporary = Files.createDirectory(directory.resolve("temporary"));
    Program.of("rm", "-r", sandbox.localTree().toString()).run().succeeded();
  }

  private Result run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.add("--from=internal:/");
    all.add("--subdir=" + Path.of("/").relativize(sandbox.destination()));
    return sandbox
        .program(all.toArray(String[]::new))
        .withVariable("TMPDIR", temporary.toString())
        .run();
  }

  @Test
  void everySessionIsRestoredAndVerifiedWithoutChangingAnything() throws IOException {
    TreeState before = TreeState.of(sandbox.destination());
    List<Executable> checks = new ArrayList<>();
    golden
        .volumes()
        .forEach((volume, sessions) ->
            sessions.forEach(session -> checks.add(() -> check(volume, session))));

    assertAll(checks);

    assertEquals(before, TreeState.of(sandbox.destination()));
    assertFalse(Files.exists(sandbox.localTree()));
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }

  private void check(String volume, ExpectedSession session) throws IOException {
    String date = "--session=" + session.date();
    DiskImage restored =
        new DiskImage(Files.createTempDirectory(sandbox.root(), "restored-").resolve(volume));

    run("-u", "receive", volume, date, "--save-to=" + restored.file())
        .succeeded()
        .mentions("warning");
    run("-u", "verify", volume, date).succeeded();

    assertEquals(session.sha256(), restored.sha256());
  }

  @Test
  void listingShowsFormatAndSessions() {
    JsonNode listed = run("-u", "list", "--json").succeeded().json("archive");

    assertEquals(golden.formatVersion(), listed.path("formatVersion").asInt());
    for (JsonNode volume : listed.path("volumes")) {
      assertEquals(
          golden.volumes().get(volume.path("name").asText()).size(),
          volume.path("sessions").size(),
          volume::toString);
    }
  }

  @Test
  void withoutATerminalNobodyIsTakenToTrustIt() {
    Result refused = run("list").mentions("no copy", "Nobody agreed", "--unattended");

    assertEquals(2, refused.status());
    assertEquals("", refused.output());
    assertFalse(Files.exists(sandbox.localTree()));
  }

  @Test
  void importedItIsContinuedAndKeepsEveryRule() throws IOException {
    String volume = golden.volumes().keySet().iterator().next();
    List<ExpectedSession> expected = golden.volumes().get(volume);

    JsonNode imported =
        run("-u", "arch-init", "--local=" + sandbox.volumes(), "--json")
            .succeeded()
            .json("imported");
    DiskImage image = sandbox.volume(volume);
    Files.move(sandbox.restored(volume, expected.getLast().date()).file(), image.file());
    image.scribble(100_000, 50_000, 1);
    sandbox.send(volume);

    assertEquals(sandbox.volumes().toString(), imported.path("local").asText());
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(image.sha256(), audit.volume(volume).last().sha256());
    assertEquals(expected.size() + 1, audit.volume(volume).sessions().size());
    run("-u", "arch-init").failed(10, "already", "--meta-dir");
  }
}
