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
  void theNextCommandThatNeedsTheDestinationRemovesItOnBothSidesAndSaysSo() {
    Result verified = sandbox.run("verify", "vol").succeeded();

    verified.mentions("unfinished", "vol");
    assertFalse(
        Files.exists(sandbox.local(UNFINISHED)) || Files.exists(sandbox.remote(UNFINISHED)));
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
  }
}
