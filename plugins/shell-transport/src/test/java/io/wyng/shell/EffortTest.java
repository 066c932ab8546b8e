package io.wyng.shell;

import static io.wyng.shell.TestFiles.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many round trips, and how many processes over there, thousands of files cost. */
class EffortTest {

  private static final int FILES = 5000;

  @TempDir private Path directory;

  private Path log;
  private CountingStarter starter;
  private ShellDestination destination;

  @BeforeEach
  void open() throws IOException {
    log = Files.createFile(directory.resolve("log"));
    FarSide farSide = FarSide.ofTools("counted").with("sh", Path.of("/bin/dash"));
    for (String tool :
        List.of("cat", "dd", "mkdir", "mv", "rm", "sha256sum", "stat", "tar", "head", "ln", "cp")) {
      farSide.withScript(
          tool, "#!/bin/dash\necho x >>'%s'\nexec /usr/bin/%s \"$@\"\n".formatted(log, tool));
    }
    starter = new CountingStarter(farSide.starter());
    destination = FarSide.open(starter, directory.resolve("wyng.backup"), Timing.DEFAULT);
    destination.capabilities();
  }

  /** Checks what a step costs for a thousand files. */
  private void assertEffort(int mostRoundTrips, int mostProcesses, Operation.Step step)
      throws IOException {
    int roundTripsBefore = starter.roundTrips();
    long processesBefore = Files.size(log) / 2;
    step.on(destination);
    int roundTrips = starter.roundTrips() - roundTripsBefore;
    long processes = Files.size(log) / 2 - processesBefore;

    assertTrue(roundTrips <= mostRoundTrips * FILES / 1000, () -> roundTrips + " round trips");
    assertTrue(processes <= mostProcesses * FILES / 1000, () -> processes + " processes");
    assertTrue(starter.commands() <= 3, () -> starter.commands() + " commands");
  }

  @Test
  void manyFilesCostFewRoundTripsAndFewProcesses() throws Exception {
    assertEffort(1, 10, all -> TestFiles.putNumbered(all, FILES));

    assertEffort(6, 30, all -> assertEquals(FILES, TestFiles.fetchNumbered(all, FILES).size()));

    List<ArchivePath> paths = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      paths.add(path("a/x" + i));
    }
    assertEffort(3, 10, all -> assertEquals(FILES, all.digests(paths).size()));

    assertEffort(
        1,
        10,
        all ->
            TestFiles.upload(
                all,
                upload -> {
                  for (int i = 0; i < FILES; i++) {
                    upload.link(path("l/y" + i), path("a/x" + i));
                  }
                }));

    assertEffort(1, 20, all -> all.apply(moves("a/x", "b/x").iterator()));
    assertEffort(1, 20, all -> all.apply(moves("b/x", "c/z").iterator()));
    assertEffort(1, 20, all -> all.apply(deletions("c/z").iterator()));
    assertEquals(List.of(), destination.list(path("c")));
    destination.close();
  }

  @Test
  void aMergeOfManySessionsInManyDirectoriesCostsFewProcesses() throws Exception {
    List<FileChange> changes = new ArrayList<>();
    TestFiles.upload(
        destination,
        upload -> {
          for (int i = 0; i < FILES; i++) {
            String file = i / 2 + "/x" + i;
            upload.put(path("S_" + i % 5 + "/" + file), TestFiles.bytes("chunk " + i));
            if (i % 3 == 0) {
              changes.add(new FileChange.Delete(path("S/" + file)));
            } else {
              changes.add(new FileChange.Move(path("S_" + i % 5 + "/" + file), path("S/" + file)));
            }
          }
        });

    assertEffort(1, 40, all -> all.apply(changes.iterator()));

    assertEquals("chunk 4999", TestFiles.text(destination, "S/2499/x4999"));
    destination.close();
  }

  private static List<FileChange> moves(String from, String to) {
    List<FileChange> moves = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      moves.add(new FileChange.Move(path(from + i), path(to + i)));
    }
    return moves;
  }

  private static List<FileChange> deletions(String name) {
    List<FileChange> deletions = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      deletions.add(new FileChange.Delete(path(name + i)));
    }
    return deletions;
  }
}
