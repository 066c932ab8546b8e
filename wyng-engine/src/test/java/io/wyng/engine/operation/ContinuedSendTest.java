package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.event.Event;
import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A send that broke off is continued by the next one. */
class ContinuedSendTest {

  private static final int CHUNK = 65_536;
  private static final int CHUNKS = 60;

  @TempDir Path directory;

  private final byte[] content = new byte[CHUNKS * CHUNK];

  @BeforeEach
  void breakOffASend() throws IOException {
    new Random(5).nextBytes(content);
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    archive.writeVolume("vol", content);
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      files.stopAt(CHUNKS);
      TestArchive interrupted = new TestArchive(directory, files);
      assertThrows(PowerCut.class, () -> interrupted.send("vol"));
      files.cutPower(Survivors.EVERYTHING);
    }
    assertTrue(chunks().size() > 20, "only " + chunks().size() + " chunks were stored");
  }

  private TestArchive archive() throws IOException {
    return new TestArchive(directory, DurableFiles.system());
  }

  private List<Path> chunks() throws IOException {
    try (Stream<Path> files = Files.walk(archive().destination().resolve("default/vol"))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("x"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static long storedBytes(TestArchive archive) {
    return archive.events(Event.VolumeSent.class).getLast().storedBytes();
  }

  @Test
  void whatWasStoredIsNotTransferredAgain() throws IOException {
    int before = chunks().size();
    TestArchive archive = archive();

    archive.send("vol");

    assertTrue(
        archive.events.contains(
            new Event.Notice(
                "Of volume vol, "
                    + before
                    + " chunks were at the destination already, from a send that broke off")),
        archive.events.toString());
    assertTrue(storedBytes(archive) < (CHUNKS - before + 1L) * CHUNK);
    assertEquals(CHUNKS, chunks().size());
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void whatWasDamagedMeanwhileIsStoredAgain() throws IOException {
    List<Path> stored = chunks();
    Files.write(stored.get(1), new byte[(int) Files.size(stored.get(1))]);
    Files.write(stored.get(2), new byte[10]);
    Files.delete(stored.get(3));
    Files.delete(stored.get(4));
    Files.createDirectory(stored.get(4));
    TestArchive archive = archive();

    archive.send("vol");

    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void whatTheVolumeNoLongerHoldsIsRemoved() throws IOException {
    Path session = chunks().getFirst().getParent().getParent();
    Arrays.fill(content, 0, 10 * CHUNK, (byte) 0);
    content[12 * CHUNK] ^= 1;
    Files.createDirectories(session.resolve("x999999999"));
    Files.writeString(session.resolve("x999999999").resolve("x0000000"), "of another volume size");
    TestArchive archive = archive();
    archive.writeVolume("vol", content);

    archive.send("vol");

    assertEquals(CHUNKS - 10, chunks().size());
    assertArrayEquals(content, archive.restore("vol", null));
  }

  @Test
  void aSendThatBreaksOffAgainIsContinuedAgain() throws IOException {
    int before = chunks().size();
    try (FaultyFiles files = FaultyFiles.below(directory)) {
      files.stopAt(30);
      TestArchive interrupted = new TestArchive(directory, files);
      assertThrows(PowerCut.class, () -> interrupted.send("vol"));
      files.cutPower(Survivors.EVERYTHING);
    }
    assertTrue(chunks().size() > before);

    archive().send("vol");

    assertEquals(1, archive().sessions("vol").size());
    assertEquals(CHUNKS, chunks().size());
    assertArrayEquals(content, archive().restore("vol", null));
  }

  @Test
  void otherCommandsLeaveItAlone() throws IOException {
    int before = chunks().size();
    archive().add("other");
    archive().writeVolume("other", new byte[CHUNK]);

    archive().send("other");

    assertEquals(before, chunks().size());
  }

  private static OperationContext interruptingAtProgress(OperationContext context) {
    return new OperationContext(
        context.plugins(),
        context.metaDirectory(),
        context.command(),
        event -> {
          if (event instanceof Event.Progress) {
            Thread.currentThread().interrupt();
          }
        },
        context.confirmation(),
        context.clock(),
        context.files());
  }

  @Test
  void anInterruptedSendIsContinued() throws IOException {
    TestArchive archive = archive();
    archive.send("vol");
    new Random(6).nextBytes(content);
    archive.writeVolume("vol", content);
    int before = chunks().size();
    Send interrupted = new Send(interruptingAtProgress(archive.context()));
    SendRequest request = SendRequest.of(List.of(VolumeName.parse("vol")));

    assertThrows(CancellationException.class, () -> interrupted.run(request));

    int stored = chunks().size() - before;
    TestArchive again = archive();
    again.send("vol");
    assertTrue(stored > 0);
    assertEquals(2 * CHUNKS, chunks().size());
    assertArrayEquals(content, again.restore("vol", null));
  }
}
