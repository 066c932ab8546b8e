package io.wyng.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Monitoring, comparing, checking and restoring what differs, on a disk image. */
class CollectAndCompareIT {

  private static final int MIB = 1 << 20;
  private static final int CHUNK = 64 << 10;
  private static final String VOLUME = "disk.img";

  @TempDir Path directory;

  private Sandbox sandbox;
  private DiskImage image;

  @BeforeEach
  void sendAVolume() throws IOException {
    sandbox = Sandbox.in(directory);
    sandbox.initialize("--compression=zstd:3").succeeded();
    image = sandbox.volume(VOLUME).fill(4 * MIB, 3);
    sandbox.begin(VOLUME);
  }

  @Test
  void whatMonitorsFoundIsSentIncrementally() throws IOException {
    image.scribble(5, 3, 1);
    sandbox.run("monitor").succeeded();
    image.scribble(MIB, 3, 2);
    JsonNode monitored = sandbox.run("monitor", VOLUME, "--json").succeeded().json("monitored");
    assertTrue(sandbox.run("monitor", "--quiet").succeeded().output().isEmpty());

    JsonNode sent = sandbox.send(VOLUME).json("sent");

    assertEquals(CHUNK, monitored.path("newBytes").asInt());
    assertEquals(2 * CHUNK, monitored.path("markedBytes").asInt());
    assertTrue(monitored.path("rotated").asBoolean());
    assertEquals("incremental", sent.path("kind").asText());
    assertEquals(2 * CHUNK, sent.path("changedBytes").asInt());
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(image.sha256(), audit.volume(VOLUME).last().sha256());
  }

  @Test
  void excludedVolumesAreNeitherMonitoredNorSent() throws IOException {
    sandbox.volume("other.img").fill(MIB, 4);
    sandbox.run("add", "other.img").succeeded();
    image.scribble(5, 3, 1);

    Result sent = sandbox.run("send", "--volex=other.img").succeeded();

    assertFalse(sent.output().contains("other.img"), sent::toString);
    assertEquals(2, sandbox.sessions(VOLUME).size());
    sandbox.run("send", "--volex=othre.img").failed(10, "othre.img");
  }

  @Test
  void differencesAreListedAndRemappedForTheNextSend() throws IOException {
    sandbox.run("diff", VOLUME).succeeded();
    image.scribble(2 * MIB + 9, 3, 1);

    Result different = sandbox.run("diff", VOLUME, "--json");
    Result remapped = sandbox.run("--remap", "diff", VOLUME);

    assertEquals(1, different.status(), different::toString);
    assertEquals(2 * MIB, different.json("differs").path("offset").asInt());
    assertEquals(CHUNK, different.json("compared").path("differingBytes").asInt());
    assertEquals(1, remapped.status(), remapped::toString);
    assertEquals("incremental", sandbox.send(VOLUME).json("sent").path("kind").asText());
    sandbox.run("diff", VOLUME).succeeded();
  }

  @Test
  void tagsNameSessionsAndDescriptionsAreListed() throws IOException {
    String before = image.sha256();
    image.scribble(9, 3, 1);
    sandbox.run("send", "--tag=First,some words", "--volume-desc=my disk").succeeded();
    String tagged = image.sha256();
    image.scribble(9, 3, 2);
    sandbox.send(VOLUME);
    Path target = directory.resolve("restored.img");

    sandbox.run("receive", VOLUME, "--session=^first", "--save-to=" + target).succeeded();

    assertEquals(tagged, new DiskImage(target).sha256());
    assertFalse(tagged.equals(before));
    String listed = sandbox.run("list", "--verbose").succeeded().output();
    assertTrue(listed.contains("my disk") && listed.contains("first some words"), listed);
    sandbox.run("verify", VOLUME, "--session=^second").failed(10, "^second", "first");
  }

  @Test
  void sparseRestoresFetchOrWriteOnlyWhatDiffers() throws IOException {
    String session = image.sha256();
    image.scribble(MIB + 9, 3, 1);

    JsonNode sparse =
        sandbox.run("receive", VOLUME, "-u", "--sparse", "--json").succeeded().json("received");

    assertEquals(session, image.sha256());
    assertTrue(sparse.path("fetchedBytes").asInt() <= CHUNK + 1024, sparse.toString());
    image.scribble(MIB + 9, 3, 2).resize(3 * MIB);
    sandbox.run("receive", VOLUME, "-u", "--sparse-write").succeeded();
    assertEquals(session, image.sha256());
    assertEquals("unchanged", resultOfSend());
  }

  private String resultOfSend() {
    return sandbox.send(VOLUME).json().stream()
        .map(object -> object.path("type").asText())
        .filter(type -> !type.equals("progress"))
        .toList()
        .getLast();
  }

  @Test
  void damageIsToldAndRepairedByTheNextSend() throws IOException {
    sandbox.run("arch-check").succeeded();
    Path chunk = anyChunk();
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[bytes.length / 2] ^= 1;
    Files.write(chunk, bytes);

    Result checked = sandbox.run("arch-check", "--json");
    Result repaired = sandbox.run("arch-check", "--session=newest", "--repair");
    sandbox.send(VOLUME);

    assertEquals(40, checked.status(), checked::toString);
    assertEquals(VOLUME, checked.json("damage").path("volume").asText());
    assertTrue(checked.json("checked").path("whole").isEmpty(), checked::toString);
    assertTrue(repaired.output().contains("damaged chunks again"), repaired::toString);
    sandbox.run("arch-check", "--session=newest").succeeded();
    assertEquals(
        image.sha256(), sandbox.restored(VOLUME, sandbox.sessions(VOLUME).getLast()).sha256());
  }

  private Path anyChunk() throws IOException {
    try (Stream<Path> files = Files.walk(sandbox.remoteTree())) {
      return files
          .filter(file -> file.getFileName().toString().matches("x[0-9a-f]{16}"))
          .sorted()
          .findFirst()
          .orElseThrow();
    }
  }
}
