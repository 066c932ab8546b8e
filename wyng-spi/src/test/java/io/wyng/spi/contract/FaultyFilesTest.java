package io.wyng.spi.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultyFilesTest {

  @TempDir private Path temporary;

  private Path directory;
  private FaultyFiles files;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("directory"));
    files = FaultyFiles.below(directory);
  }

  @AfterEach
  void nothingIsLeftBesideTheDirectory() throws IOException {
    files.close();

    try (var entries = Files.list(temporary)) {
      assertEquals(1, entries.count());
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private Path path(String name) {
    return directory.resolve(name);
  }

  /** Writes a file that no power cut can take away. */
  private Path durable(String name, String content) throws IOException {
    Path file = Files.writeString(path(name), content);
    files.force(file);
    files.force(file.getParent());
    return file;
  }

  @Test
  void withoutAFaultEveryStepIsDoneAndCounted() throws Exception {
    files.createDirectory(path("d"));
    files.write(path("d/a"), bytes("one"));
    files.write(path("d/b"), new ByteArrayInputStream("two".getBytes(UTF_8)));
    files.force(path("d/a"));
    files.forceFileSystem(directory);
    files.rename(path("d/a"), path("d/c"));
    files.link(path("d/e"), path("d/c"));
    files.delete(path("d/b"));

    assertEquals(8, files.steps());
    assertEquals("rename " + path("d/a") + " to " + path("d/c"), files.journal().get(5));
    assertEquals("one", Files.readString(path("d/e")));
    assertFalse(Files.exists(path("d/b")));
  }

  @Test
  void fromTheStoppedStepOnNothingIsDone() throws Exception {
    files.write(path("a"), bytes("1"));
    files.stopAt(2);

    assertThrows(PowerCut.class, () -> files.write(path("b"), bytes("2")));
    assertThrows(PowerCut.class, () -> files.delete(path("a")));
    assertThrows(PowerCut.class, () -> files.force(path("a")));

    assertTrue(Files.exists(path("a")));
    assertFalse(Files.exists(path("b")));
    assertEquals(2, files.steps());
  }

  @Test
  void aFailedStepDoesNothingAndTheNextOnesWork() throws Exception {
    files.failAt(2, "No space left on device");
    files.write(path("a"), bytes("1"));

    IOException failure = assertThrows(IOException.class, () -> files.write(path("b"), bytes("2")));
    files.write(path("c"), bytes("3"));

    assertEquals(path("b") + ": No space left on device", failure.getMessage());
    assertFalse(Files.exists(path("b")));
    assertEquals("3", Files.readString(path("c")));
  }

  @Test
  void aTornWriteLeavesHalfOfTheContent() throws Exception {
    files.tearAt(1);

    assertThrows(PowerCut.class, () -> files.write(path("a"), bytes("12345678")));
    assertThrows(PowerCut.class, () -> files.write(path("a"), bytes("12345678")));

    assertEquals("1234", Files.readString(path("a")));
  }

  @Test
  void aTornStepThatWritesNothingIsNotDone() throws Exception {
    Path file = durable("a", "1");
    files.tearAt(3);

    assertThrows(PowerCut.class, () -> files.delete(file));

    assertTrue(Files.exists(file));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasForcedSurvives(Survivors survivors) throws Exception {
    files.createDirectory(path("d"));
    files.write(path("d/a"), bytes("1"));
    files.force(path("d/a"));
    files.force(path("d"));
    files.force(directory);

    files.cutPower(survivors);

    assertEquals("1", Files.readString(path("d/a")));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSyncedSurvives(Survivors survivors) throws Exception {
    files.createDirectory(path("d"));
    files.write(path("d/a"), bytes("1"));
    files.rename(path("d"), path("e"));
    files.forceFileSystem(directory);

    files.cutPower(survivors);

    assertEquals("1", Files.readString(path("e/a")));
  }

  @ParameterizedTest
  @CsvSource({"EVERYTHING, new", "NAMES, ''", "FORCED_ONLY, ''"})
  void contentThatWasNotForcedMayBeGone(Survivors survivors, String expected) throws Exception {
    Path file = durable("a", "old");
    files.write(file, bytes("new"));
    files.rename(file, path("b"));
    files.force(directory);

    files.cutPower(survivors);

    assertEquals(expected, Files.readString(path("b")));
  }

  @ParameterizedTest
  @CsvSource({"EVERYTHING, true", "NAMES, true", "FORCED_ONLY, false"})
  void aFileWhoseDirectoryWasNotForcedMayBeGone(Survivors survivors, boolean expected)
      throws Exception {
    files.write(path("a"), bytes("1"));
    files.force(path("a"));

    files.cutPower(survivors);

    assertEquals(expected, Files.exists(path("a")));
  }

  @Test
  void aRenameThatWasNotForcedMayNotHaveHappened() throws Exception {
    durable("a", "new");
    durable("b", "old");
    files.rename(path("a"), path("b"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("new", Files.readString(path("a")));
    assertEquals("old", Files.readString(path("b")));
  }

  @Test
  void aDeletionThatWasNotForcedMayNotHaveHappened() throws Exception {
    Files.createDirectory(path("d"));
    durable("d/a", "1");
    files.force(directory);
    files.deleteTree(path("d"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("1", Files.readString(path("d/a")));
  }

  @Test
  void aLinkThatWasNotForcedMayBeGone() throws Exception {
    durable("a", "1");
    files.link(path("b"), path("a"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertFalse(Files.exists(path("b")));
    assertEquals("1", Files.readString(path("a")));
  }

  @Test
  void whatLiesInADirectoryThatIsGoneIsGoneToo() throws Exception {
    files.createDirectory(path("d"));
    files.write(path("d/a"), bytes("1"));
    files.force(path("d/a"));
    files.force(path("d"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertFalse(Files.exists(path("d")));
  }

  @Test
  void inADirectoryWhoseRenameWasForcedWhatWasNotForcedMayBeGone() throws Exception {
    files.createDirectory(path("tmp"));
    files.write(path("tmp/kept"), bytes("1"));
    files.force(path("tmp/kept"));
    files.force(path("tmp"));
    files.write(path("tmp/lost"), bytes("2"));
    files.rename(path("tmp"), path("done"));
    files.force(directory);

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("1", Files.readString(path("done/kept")));
    assertFalse(Files.exists(path("done/lost")));
    assertFalse(Files.exists(path("tmp")));
  }

  @Test
  void aNameThatWasForcedOutOfADirectoryStaysWhereItWent() throws Exception {
    Files.createDirectory(path("to"));
    files.write(path("a"), bytes("1"));
    files.force(path("a"));
    files.rename(path("a"), path("to/a"));
    files.force(path("to"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("1", Files.readString(path("to/a")));
  }

  @Test
  void afterAPowerCutEverythingWorksAgain() throws Exception {
    files.stopAt(1);
    assertThrows(PowerCut.class, () -> files.write(path("a"), bytes("1")));

    files.cutPower(Survivors.EVERYTHING);
    files.write(path("a"), bytes("2"));

    assertEquals("2", Files.readString(path("a")));
  }

  @ParameterizedTest
  @EnumSource
  void aReplacementSurvivesAPowerCutAtEveryStep(Survivors survivors) throws Exception {
    Path file = path("info");
    boolean crashed = true;
    for (long step = 1; crashed; step++) {
      files.close();
      files = FaultyFiles.below(directory);
      Files.writeString(file, "old");
      files.tearAt(step);
      try {
        files.replace(file, bytes("new"));
        crashed = false;
      } catch (PowerCut _) {
        files.cutPower(survivors);
      }

      String found = Files.readString(file);

      assertTrue((crashed ? Set.of("old", "new") : Set.of("new")).contains(found), found);
    }
    assertEquals(4, files.steps());
  }

  @Test
  void aReplacementThatForcesNothingIsFoundOut() throws Exception {
    Path file = durable("info", "old");
    files.write(path("info.new"), bytes("new"));
    files.rename(path("info.new"), file);

    files.cutPower(Survivors.NAMES);

    assertEquals("", Files.readString(file));
  }
}
