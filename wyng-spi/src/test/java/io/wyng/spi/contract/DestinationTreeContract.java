package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DirectoryEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Listing, deleting and renaming files and directories. */
interface DestinationTreeContract extends DestinationFixture {

  @Test
  default void aDirectoryListsWhatIsDirectlyInIt() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "12345");
      put(destination, "volume/empty", "");
      put(destination, "volume/session/info", "deeper");

      List<DirectoryEntry> entries = destination.list(path("volume"));

      assertEquals(
          Set.of(
              new DirectoryEntry("info", DirectoryEntry.Kind.FILE, 5),
              new DirectoryEntry("empty", DirectoryEntry.Kind.FILE, 0),
              new DirectoryEntry("session", DirectoryEntry.Kind.DIRECTORY, 0)),
          new HashSet<>(entries));
      assertEquals(3, entries.size());
    }
  }

  @Test
  default void theRootIsListed() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "there");
      put(destination, ".hidden", "there");

      assertEquals(Set.of(".hidden", "volume"), names(destination, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "volume/missing", "missing/too"})
  default void aMissingDirectoryListsNothing(String missing) throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "there");

      assertEquals(List.of(), destination.list(path(missing)));
    }
  }

  @Test
  default void aDirectoryOfThousandsOfFilesListsThemAll() throws Exception {
    Set<String> expected = new HashSet<>();
    for (int i = 0; i < 3000; i++) {
      expected.add("x%016x".formatted(i * 65536L));
    }
    try (Destination destination = open()) {
      upload(
          destination,
          upload -> {
            for (String name : expected) {
              upload.put(path("session").resolve(name), ByteBuffer.wrap(utf8(name)));
            }
          });

      assertEquals(expected, names(destination, "session"));
    }
  }

  @Test
  default void anEmptiedDirectoryIsStillThere() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "there");

      destination.deleteTree(path("volume/info"));

      assertEquals(List.of(), destination.list(path("volume")));
      assertEquals(Set.of("volume"), names(destination, ""));
    }
  }

  @Test
  default void aDeletedFileIsGoneAndItsNeighboursAreNot() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "gone");
      put(destination, "volume/info-tmp", "kept");

      destination.deleteTree(path("volume/info"));

      assertEquals(Set.of("info-tmp"), names(destination, "volume"));
    }
  }

  @Test
  default void aDeletedDirectoryIsGoneWithAllThatWasInItAndItsNeighboursAreNot() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/S_1/info", "gone");
      put(destination, "volume/S_1/000000000/x0000000000000000", "gone");
      put(destination, "volume/S_1-tmp/info", "kept");
      put(destination, "volume/S_10/info", "kept");

      destination.deleteTree(path("volume/S_1"));

      assertEquals(Set.of("S_1-tmp", "S_10"), names(destination, "volume"));
      assertEquals(NO_FILE, text(destination, "volume/S_1/info"));
      assertEquals("kept", text(destination, "volume/S_10/info"));
    }
  }

  @Test
  default void aTreeOfThousandsOfFilesIsDeleted() throws Exception {
    try (Destination destination = open()) {
      upload(
          destination,
          upload -> {
            for (int i = 0; i < 5000; i++) {
              upload.put(path("session/" + i % 3 + "/d/" + i), ByteBuffer.wrap(utf8("chunk")));
            }
          });

      destination.deleteTree(path("session"));

      assertEquals(Set.of(), names(destination, ""));
    }
  }

  @Test
  default void aDeepTreeIsDeleted() throws Exception {
    try (Destination destination = open()) {
      put(destination, "d" + "/d".repeat(200) + "/info", "deep");

      destination.deleteTree(path("d"));

      assertEquals(Set.of(), names(destination, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "volume/missing", "missing/too"})
  default void deletingWhatDoesNotExistIsNoError(String missing) throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "kept");

      destination.deleteTree(path(missing));

      assertEquals("kept", text(destination, "volume/info"));
    }
  }

  @Test
  default void whatWasDeletedCanBeMadeAgain() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/session/info", "first");
      destination.deleteTree(path("volume"));

      put(destination, "volume/session/info", "second");
      destination.deleteTree(path("volume"));
      destination.replace(path("volume/session/info"), utf8("third"));

      assertEquals("third", text(destination, "volume/session/info"));
    }
  }

  @Test
  default void aRenamedFileIsUnderItsNewPathOnly() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info-tmp", "content");

      destination.rename(path("info-tmp"), path("info"));

      assertEquals("content", text(destination, "info"));
      assertEquals(Set.of("info"), names(destination, ""));
    }
  }

  @Test
  default void aRenamedDirectoryTakesItsContentAlong() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1-tmp/000000000/x0", "content");

      destination.rename(path("S_1-tmp"), path("S_1"));

      assertEquals("content", text(destination, "S_1/000000000/x0"));
      assertEquals(NO_FILE, text(destination, "S_1-tmp/000000000/x0"));
      assertEquals(Set.of("S_1"), names(destination, ""));
    }
  }

  @Test
  default void aRenamedDirectoryCanBeMadeAgain() throws Exception {
    try (Destination destination = open()) {
      put(destination, "tmp/info", "first");
      destination.rename(path("tmp"), path("done"));

      put(destination, "tmp/info", "second");

      assertEquals("first", text(destination, "done/info"));
      assertEquals("second", text(destination, "tmp/info"));
    }
  }

  @Test
  default void renamingReplacesAFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "former");
      put(destination, "info-tmp", "new");

      destination.rename(path("info-tmp"), path("info"));

      assertEquals("new", text(destination, "info"));
      assertEquals(Set.of("info"), names(destination, ""));
    }
  }

  @Test
  default void renamingADirectoryReplacesAnEmptyOne() throws Exception {
    try (Destination destination = open()) {
      put(destination, "target/info", "gone");
      destination.deleteTree(path("target/info"));
      put(destination, "origin/info", "content");

      destination.rename(path("origin"), path("target"));

      assertEquals("content", text(destination, "target/info"));
      assertEquals(Set.of("target"), names(destination, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"origin", "origin/info"})
  default void renamingOntoADirectoryThatIsNotEmptyFailsAndChangesNothing(String from)
      throws Exception {
    try (Destination destination = open()) {
      put(destination, "origin/info", "content");
      put(destination, "target/info", "other");

      assertThrows(IOException.class, () -> destination.rename(path(from), path("target")));

      assertEquals("content", text(destination, "origin/info"));
      assertEquals("other", text(destination, "target/info"));
      assertEquals(Set.of("info"), names(destination, "target"));
    }
  }

  @Test
  default void renamingCreatesTheMissingParentsOfTheNewPath() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "content");

      destination.rename(path("info"), path("a/b/info"));

      assertEquals("content", text(destination, "a/b/info"));
    }
  }

  @Test
  default void renamingWhatDoesNotExistFailsAndChangesNothing() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "kept");

      assertThrows(IOException.class, () -> destination.rename(path("missing"), path("info")));
      assertThrows(IOException.class, () -> destination.rename(path("missing"), path("a/b")));

      assertEquals("kept", text(destination, "info"));
      assertEquals(Set.of("info"), names(destination, ""));
    }
  }

  @Test
  default void renamingADirectoryIntoItselfFailsAndChangesNothing() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "kept");

      assertThrows(IOException.class, () -> destination.rename(path("volume"), path("volume/a/b")));

      assertEquals("kept", text(destination, "volume/info"));
      assertEquals(Set.of("info"), names(destination, "volume"));
    }
  }

  @Test
  default void renamingToTheSamePathChangesNothing() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "kept");

      destination.rename(path("volume/info"), path("volume/info"));

      assertEquals("kept", text(destination, "volume/info"));
    }
  }
}
