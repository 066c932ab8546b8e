package io.wyng.it.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.it.golden.GoldenArchive.ExpectedSession;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An archive under the names of the sparsebak alpha, and without identities of snapshots, which it
 * did not know. Else its archives are those of format 1.
 */
class SparsebakIT {

  private GoldenArchive golden;
  private Sandbox sandbox;

  @BeforeEach
  void rename(@TempDir Path directory) throws IOException {
    golden = GoldenArchive.unpack("f1-zlib-sha256-c1", directory);
    sandbox = golden.sandbox();
    for (Path tree : List.of(sandbox.localTree(), sandbox.remoteTree())) {
      forgetSnapshots(tree);
      Files.move(tree, tree.resolveSibling("sparsebak"));
    }
  }

  private static void forgetSnapshots(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path info : files.filter(file -> file.endsWith("info")).toList()) {
        Files.writeString(info, Files.readString(info).replaceFirst("(?m)^uuid = .*\n", ""));
      }
    }
  }

  /** Runs the commands that a failed command of ours named. */
  private void obey(String errors) {
    List<String> commands =
        errors.lines().map(String::strip).filter(line -> line.startsWith("mv ")).toList();
    assertEquals(2, commands.size(), errors);
    commands.forEach(command -> Program.of("sh", "-c", command).run().succeeded());
  }

  @Test
  void theCommandsThatAreNamedMakeItUsable() throws IOException {
    String volume = golden.volumes().keySet().iterator().next();
    List<ExpectedSession> sessions = golden.volumes().get(volume);

    obey(sandbox.run("list").failed(10, "No archive", "sparsebak").errors());

    for (ExpectedSession session : sessions) {
      assertEquals(session.sha256(), sandbox.restored(volume, session.date()).sha256());
    }
    DiskImage image = sandbox.volume(volume);
    Files.move(sandbox.restored(volume, sessions.getLast().date()).file(), image.file());
    image.scribble(200_000, 10, 1);
    String sent = sandbox.send(volume).json("sent").path("session").asText();
    assertEquals(image.sha256(), sandbox.restored(volume, sent).sha256());
  }
}
