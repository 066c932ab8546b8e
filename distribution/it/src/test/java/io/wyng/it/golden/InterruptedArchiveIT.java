package io.wyng.it.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive in which an original program died while it sent. */
class InterruptedArchiveIT {

  private static final String UNFINISHED = "vol/S_20261123-023559-tmp";
  private static final List<String> SESSIONS = List.of("20261123-023545", "20261123-023552");

  private Sandbox sandbox;

  @BeforeEach
  void unpack(@TempDir Path directory) throws IOException {
    sandbox = GoldenArchive.unpack("f1-interrupted", directory).sandbox();
  }

  @Test
  void whatIsUnfinishedIsNoSession() {
    assertTrue(Files.exists(sandbox.local(UNFINISHED)) && Files.exists(sandbox.remote(UNFINISHED)));

    assertEquals(SESSIONS, sandbox.sessions("vol"));
  }

  @Test
  void theNextCommandThatNeedsTheDestinationGivesItUpAndKeepsItsChunksForTheNextSend() {
    Result verified = sandbox.run("verify", "vol").succeeded();

    verified.mentions("unfinished", "vol", "continues");
    assertFalse(Files.exists(sandbox.local(UNFINISHED)));
    assertTrue(Files.exists(sandbox.remote(UNFINISHED)));
    assertEquals(SESSIONS, sandbox.sessions("vol"));
  }

  @Test
  void theNextSendHoldsTheWholeVolume() throws IOException {
    DiskImage restored = sandbox.restored("vol", SESSIONS.getLast());
    DiskImage volume = sandbox.volume("vol");
    Files.move(restored.file(), volume.file());
    volume.scribble(1_000_000, 100_000, 1);

    sandbox.send("vol");

    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(volume.sha256(), audit.volume("vol").last().sha256());
    assertFalse(Files.exists(sandbox.local("vol/deltamap-tmp")));
    assertFalse(Files.exists(sandbox.remote(UNFINISHED)));
  }

  @Test
  void aPruneThatDiedBeforeItBecameTrueIsTakenBackByTheNextCommand() throws IOException {
    recordPrune();
    Files.createDirectory(sandbox.remote("vol/merge-init"));
    for (String session : SESSIONS) {
      Files.move(sandbox.remote("vol/S_" + session), sandbox.remote("vol/merge-init/S_" + session));
    }

    Result verified = sandbox.run("verify", "vol", "--session=" + SESSIONS.getFirst()).succeeded();

    verified.mentions("Pruning", "taken back");
    assertEquals(SESSIONS, sandbox.sessions("vol"));
    assertIntact();
  }

  @Test
  void aPruneThatDiedAfterItBecameTrueIsFinishedByTheNextCommand() throws IOException {
    String newest =
        ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree()).volume("vol").last().sha256();
    recordPrune();
    Files.createDirectory(sandbox.remote("vol/merge"));
    for (String session : SESSIONS) {
      Files.move(sandbox.remote("vol/S_" + session), sandbox.remote("vol/merge/S_" + session));
    }

    Result verified = sandbox.run("verify", "vol").succeeded();

    verified.mentions("Pruning", "finished");
    assertEquals(List.of(SESSIONS.getLast()), sandbox.sessions("vol"));
    assertEquals(newest, sandbox.restored("vol", SESSIONS.getLast()).sha256());
    assertIntact();
  }

  /** What an original program writes before it merges the older session into the newer one. */
  private void recordPrune() throws IOException {
    String record =
        "merge\nvol\nTrue\nS_" + SESSIONS.getLast() + "\nS_" + SESSIONS.getFirst() + "\n";
    Files.writeString(sandbox.remote("in_process"), record);
    Files.writeString(sandbox.local("in_process"), record);
  }

  private void assertIntact() throws IOException {
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(
        SESSIONS.containsAll(sandbox.sessions("vol")),
        audit.volume("vol").sessions().stream().allMatch(s -> SESSIONS.contains(s.date())));
    assertTrue(
        audit.leftovers().stream()
            .allMatch(
                file -> file.endsWith("deltamap-tmp") || file.toString().contains(UNFINISHED)),
        audit.leftovers()::toString);
  }
}
