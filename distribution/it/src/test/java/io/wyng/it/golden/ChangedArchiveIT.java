package io.wyng.it.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.archive.AuditedSession;
import io.wyng.it.golden.GoldenArchive.ExpectedSession;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives of the original programs that are pruned, and whose volumes are renamed and deleted. */
@ParameterizedClass(name = "{0}")
@MethodSource("names")
class ChangedArchiveIT {

  private final String name;
  private GoldenArchive golden;
  private Sandbox sandbox;
  private Set<Path> leftByTheOriginal;

  ChangedArchiveIT(String name) {
    this.name = name;
  }

  static List<String> names() {
    return GoldenArchive.names();
  }

  @BeforeEach
  void unpack(@TempDir Path directory) throws IOException {
    golden = GoldenArchive.unpack(name, directory);
    sandbox = golden.sandbox();
    leftByTheOriginal = audit().leftovers();
  }

  @Test
  void pruningTheOldestSessionKeepsAllOthers() throws IOException {
    for (Map.Entry<String, List<ExpectedSession>> volume : golden.volumes().entrySet()) {
      List<ExpectedSession> sessions = volume.getValue();
      if (sessions.size() > 1) {
        String oldest = sessions.getFirst().date();

        sandbox.run("prune", volume.getKey(), "-u", "--session=" + oldest).succeeded();

        assertHolds(volume.getKey(), sessions.subList(1, sessions.size()));
      }
    }
  }

  @Test
  void pruningWhatLiesBetweenTheFirstAndTheLastSessionKeepsBoth() throws IOException {
    String volume = golden.volumes().keySet().iterator().next();
    List<ExpectedSession> sessions = golden.volumes().get(volume);
    List<ExpectedSession> middle = sessions.subList(1, sessions.size() - 1);
    String second = sessions.get(1).date();
    String lastButOne = sessions.get(Math.max(1, sessions.size() - 2)).date();

    sandbox.run("prune", volume, "-u", "--session=" + second + "," + lastButOne).succeeded();

    List<ExpectedSession> left = new ArrayList<>(sessions);
    left.removeAll(middle);
    assertHolds(volume, left);
  }

  @Test
  void pruningAllThatIsOlderLeavesTheNewestOfEachVolume() throws IOException {
    sandbox.run("prune", "-u", "--session=20991231-235959", "--all-before").succeeded();

    for (Map.Entry<String, List<ExpectedSession>> volume : golden.volumes().entrySet()) {
      assertHolds(volume.getKey(), List.of(volume.getValue().getLast()));
    }
  }

  @Test
  void aRenamedVolumeHoldsWhatItHeld() throws IOException {
    String volume = golden.volumes().keySet().iterator().next();

    sandbox.run("rename", volume, "another.name").succeeded();

    assertHolds("another.name", golden.volumes().get(volume));
    assertFalse(Files.exists(sandbox.local(volume)) || Files.exists(sandbox.remote(volume)));
  }

  @Test
  void aDeletedVolumeIsGoneAndTheOthersHoldWhatTheyHeld() throws IOException {
    String deleted = golden.volumes().keySet().iterator().next();

    sandbox.run("delete", deleted, "-u").succeeded();

    assertFalse(Files.exists(sandbox.local(deleted)) || Files.exists(sandbox.remote(deleted)));
    for (Map.Entry<String, List<ExpectedSession>> volume : golden.volumes().entrySet()) {
      if (!volume.getKey().equals(deleted)) {
        assertHolds(volume.getKey(), volume.getValue());
      }
    }
  }

  /** The independent audit restores every session; the program itself restores the oldest one. */
  private void assertHolds(String volume, List<ExpectedSession> expected) throws IOException {
    ArchiveAudit audit = audit();
    List<AuditedSession> sessions = audit.volume(volume).sessions();
    assertEquals(
        expected,
        sessions.stream()
            .map(session ->
                new ExpectedSession(
                    session.date(), session.volumeBytes(), session.sha256(), session.tags()))
            .toList());
    ExpectedSession oldest = expected.getFirst();
    assertEquals(oldest.sha256(), sandbox.restored(volume, oldest.date()).sha256());
    assertTrue(
        leftByTheOriginal.stream()
            .map(Path::getFileName)
            .toList()
            .containsAll(audit.leftovers().stream().map(Path::getFileName).toList()),
        audit.leftovers()::toString);
  }

  private ArchiveAudit audit() throws IOException {
    return ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
  }
}
