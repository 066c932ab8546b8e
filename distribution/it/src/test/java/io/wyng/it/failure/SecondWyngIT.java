package io.wyng.it.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two at work on one archive: the first is stopped in the middle of its work, as by Ctrl-Z. */
class SecondWyngIT {

  private static final long VOLUME_BYTES = 160L << 20;
  private static final int CHUNKS_BEFORE_THE_STOP = 10;
  private static final int INTERRUPTED = 143;

  private Sandbox sandbox;
  private Process first;

  @BeforeEach
  void stopASendInTheMiddle(@TempDir Path directory) throws Exception {
    sandbox = Sandbox.in(directory);
    sandbox.volume("disk").resize(VOLUME_BYTES).scribble(0, (int) VOLUME_BYTES, 1);
    sandbox.initialize().succeeded();
    sandbox.run("add", "disk").succeeded();
    first = sandbox.program("send").start(directory.resolve("output"), directory.resolve("errors"));
    awaitChunks();
    signal("STOP");
  }

  /** Until data is on its way, which then is the longest part. */
  private void awaitChunks() throws Exception {
    while (storedChunks() < CHUNKS_BEFORE_THE_STOP) {
      assertTrue(first.isAlive(), "the first send is at work");
      Thread.sleep(20);
    }
  }

  private long storedChunks() throws IOException {
    long chunks = 0;
    for (Path directory : chunkDirectories()) {
      try (Stream<Path> files = Files.walk(directory)) {
        chunks += files.filter(file -> file.getFileName().toString().startsWith("x")).count();
      }
    }
    return chunks;
  }

  private List<Path> chunkDirectories() throws IOException {
    Path volume = sandbox.remote("disk");
    if (!Files.isDirectory(volume)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(volume)) {
      return entries.filter(entry -> entry.toString().endsWith("-tmp")).toList();
    }
  }

  private void signal(String name) {
    Program.of("kill", "-" + name, Long.toString(first.pid())).run().succeeded();
  }

  private int end() throws InterruptedException {
    assertTrue(first.waitFor(5, TimeUnit.MINUTES), "the first send ends");
    return first.exitValue();
  }

  @AfterEach
  void endTheFirst() {
    first.destroyForcibly();
  }

  @Test
  void theSecondIsToldWhoIsAtWorkAndTheFirstFinishesUndisturbed() throws Exception {
    String process = "process " + first.pid();

    sandbox.run("send").failed(ExitStatus.LOCKED, process, "\"wyng send", "wait");
    sandbox.run("add", "other").failed(ExitStatus.LOCKED, process);
    sandbox.run("verify", "disk").failed(ExitStatus.LOCKED, process);

    signal("CONT");
    assertEquals(0, end());
    assertEquals(sandbox.volume("disk").sha256(), audited());
  }

  @Test
  void afterAKillTheLockIsFreeAndTheNextSendContinuesAndSucceeds() throws Exception {
    signal("KILL");
    end();

    Result next = sandbox.send("disk");

    assertTrue(next.output().contains("of volume disk; the next send of it continues"));
    assertTrue(next.output().contains("were at the destination already"), next::toString);
    assertEquals(List.of(), chunkDirectories());
    assertEquals(sandbox.volume("disk").sha256(), audited());
  }

  @Test
  void aRequestToEndIsObeyedAndTheNextSendContinues() throws Exception {
    signal("TERM");
    signal("CONT");
    int status = end();

    assertEquals(INTERRUPTED, status);
    assertEquals(List.of(), sandbox.sessions("disk"));
    Result next = sandbox.send("disk");
    assertTrue(next.output().contains("were at the destination already"), next::toString);
    assertEquals(List.of(), chunkDirectories());
    assertEquals(sandbox.volume("disk").sha256(), audited());
  }

  private String audited() throws IOException {
    return ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree())
        .volume("disk")
        .last()
        .sha256();
  }
}
