package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.apply;
import static io.wyng.spi.contract.DestinationScenario.delete;
import static io.wyng.spi.contract.DestinationScenario.move;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.FileChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving and deleting many files. */
interface DestinationChangeContract extends DestinationFixture {

  @Test
  default void movedFilesAreUnderTheirNewPathsOnly() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x1", "one");
      put(destination, "S_1/x2", "two");

      apply(destination, move("S_1/x1", "S_2/x1"), move("S_1/x2", "S_2/x2"));

      assertEquals(Set.of(), names(destination, "S_1"));
      assertEquals("one", text(destination, "S_2/x1"));
      assertEquals("two", text(destination, "S_2/x2"));
    }
  }

  @Test
  default void aMoveReplacesAFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "newer");
      put(destination, "S_2/x", "former");

      apply(destination, move("S_1/x", "S_2/x"));

      assertEquals("newer", text(destination, "S_2/x"));
      assertEquals(Set.of("x"), names(destination, "S_2"));
    }
  }

  @Test
  default void aMoveCreatesMissingDirectories() throws Exception {
    try (Destination destination = open()) {
      put(destination, "x", "content");

      apply(destination, move("x", "a/b/c/x"));

      assertEquals("content", text(destination, "a/b/c/x"));
    }
  }

  @Test
  default void aMoveToTheSamePathChangesNothing() throws Exception {
    try (Destination destination = open()) {
      put(destination, "a/x", "content");

      apply(destination, move("a/x", "a/x"));

      assertEquals("content", text(destination, "a/x"));
    }
  }

  @Test
  default void deletedFilesAreGone() throws Exception {
    try (Destination destination = open()) {
      put(destination, "a/1", "gone");
      put(destination, "a/2", "kept");

      apply(destination, delete("a/1"));

      assertEquals(Set.of("2"), names(destination, "a"));
    }
  }

  @Test
  default void changesAreMadeInTheOrderGiven() throws Exception {
    try (Destination destination = open()) {
      put(destination, "a", "1");
      put(destination, "b", "2");
      put(destination, "c", "3");

      apply(
          destination, move("a", "t"), move("b", "a"), move("t", "b"), delete("a"), move("c", "a"));

      assertEquals(Set.of("a", "b"), names(destination, ""));
      assertEquals("3", text(destination, "a"));
      assertEquals("1", text(destination, "b"));
    }
  }

  @Test
  default void changesThatWereMadeAlreadyAreSkipped() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_2/there", "kept");

      apply(
          destination,
          move("S_1/x", "S_2/there"),
          move("missing", "a/b"),
          delete("missing"),
          delete("missing/too"));

      assertEquals("kept", text(destination, "S_2/there"));
      assertEquals(NO_FILE, text(destination, "a/b"));
    }
  }

  @ParameterizedTest(name = "after {0} of 1000 changes")
  @ValueSource(ints = {0, 1, 499, 500, 999, 1000})
  default void theSameChangesCanBeAppliedAgainAfterACrash(int madeBefore) throws Exception {
    List<FileChange> changes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      changes.add(move("S_1/x" + i, "S_2/x" + i));
      changes.add(delete("S_1/y" + i));
    }
    try (Destination destination = open()) {
      upload(
          destination,
          upload -> {
            for (int i = 0; i < 500; i++) {
              upload.put(path("S_1/x" + i), ByteBuffer.wrap(utf8("newer " + i)));
              upload.put(path("S_1/y" + i), ByteBuffer.wrap(utf8("gone " + i)));
            }
            upload.put(path("S_2/x7"), ByteBuffer.wrap(utf8("former")));
          });
      destination.apply(changes.subList(0, madeBefore).iterator());

      destination.apply(changes.iterator());

      assertEquals(Set.of(), names(destination, "S_1"));
      assertEquals(500, destination.list(path("S_2")).size());
      assertEquals("newer 7", text(destination, "S_2/x7"));
      assertEquals("newer 499", text(destination, "S_2/x499"));
    }
  }

  @Test
  default void whenAChangeFailsThoseBeforeItAreDoneAndThoseBehindItAreNot() throws Exception {
    try (Destination destination = open()) {
      put(destination, "a/1", "one");
      put(destination, "a/2", "two");
      put(destination, "a/3", "three");
      put(destination, "directory/info", "kept");

      assertThrows(
          IOException.class,
          () ->
              apply(
                  destination,
                  move("a/1", "b/1"),
                  move("a/2", "directory"),
                  move("a/3", "b/3"),
                  delete("directory/info")));

      assertEquals(Set.of("2", "3"), names(destination, "a"));
      assertEquals(Set.of("1"), names(destination, "b"));
      assertEquals("kept", text(destination, "directory/info"));
    }
  }

  @Test
  default void noChangesChangeNothing() throws Exception {
    try (Destination destination = open()) {
      put(destination, "a", "kept");

      apply(destination);

      assertEquals(Set.of("a"), names(destination, ""));
    }
  }
}
