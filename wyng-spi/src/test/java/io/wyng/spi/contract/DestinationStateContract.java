package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.apply;
import static io.wyng.spi.contract.DestinationScenario.assumeConcurrentUse;
import static io.wyng.spi.contract.DestinationScenario.delete;
import static io.wyng.spi.contract.DestinationScenario.extent;
import static io.wyng.spi.contract.DestinationScenario.fetched;
import static io.wyng.spi.contract.DestinationScenario.move;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a destination says about itself, syncing, and an archive that is not there yet. */
interface DestinationStateContract extends DestinationFixture {

  private static void assertUsable(DestinationStatus status) {
    assertEquals(List.of(), status.problems());
    assertTrue(status.mounted());
    assertTrue(status.writable());
    assertTrue(
        status.freeBytes() > 0 || status.freeBytes() == DestinationStatus.UNKNOWN,
        () -> status.freeBytes() + " free bytes");
    assertTrue(
        status.freeFiles() > 0 || status.freeFiles() == DestinationStatus.UNKNOWN,
        () -> status.freeFiles() + " free files");
  }

  @Test
  default void aDestinationWithoutAnArchiveIsUsable() throws Exception {
    try (Destination destination = open()) {

      assertUsable(destination.probe());

      assertEquals(Set.of(), names(destination, ""));
      assertFalse(localRoot().map(Files::exists).orElse(false), "probing has created the root");
    }
  }

  @Test
  default void aDestinationWithAnArchiveIsUsable() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "kept");

      assertUsable(destination.probe());

      assertEquals(Set.of("info"), names(destination, ""));
    }
  }

  @Test
  default void findingOutTheCapabilitiesLeavesNothingBehind() throws Exception {
    try (Destination destination = open()) {
      destination.capabilities();
      assertEquals(Set.of(), names(destination, ""));
      assertFalse(localRoot().map(Files::exists).orElse(false), "asking has created the root");
      put(destination, "info", "kept");

      destination.capabilities();

      assertEquals(Set.of("info"), names(destination, ""));
    }
  }

  @Test
  default void theCapabilitiesAreTheSameForTheNextConnection() throws Exception {
    Set<DestinationCapability> capabilities;
    try (Destination destination = open()) {
      put(destination, "info", "1");
      capabilities = destination.capabilities();
    }

    try (Destination next = open()) {
      assertEquals(capabilities, next.capabilities());
    }
  }

  @Test
  default void whatWasSyncedIsThereForTheNextConnection() throws Exception {
    try (Destination destination = open()) {
      put(destination, "a/1", "one");
      put(destination, "a/2", "two");
      destination.rename(path("a/2"), path("b/2"));
      destination.deleteTree(path("a/1"));

      destination.sync();
    }

    try (Destination next = open()) {
      assertEquals(Set.of(), names(next, "a"));
      assertEquals("two", text(next, "b/2"));
    }
  }

  @Test
  default void syncingAgainIsNoError() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "1");
      destination.sync();

      destination.sync();

      assertEquals("1", text(destination, "info"));
    }
  }

  @Test
  default void anArchiveThatIsNotThereYetReadsAsEmpty() throws Exception {
    try (Destination destination = open()) {

      assertEquals(NO_FILE, text(destination, "info"));
      assertEquals(List.of(), destination.list(path("")));
      assertEquals(List.of(), destination.list(path("volume")));
      assertEquals(Map.of(), destination.digests(List.of(path("info"))));
      assertEquals(List.of(NO_FILE), fetched(destination, List.of(extent("info"))));
    }
  }

  @Test
  default void inAnArchiveThatIsNotThereYetAllIsDeletedAndMovedAlready() throws Exception {
    try (Destination destination = open()) {

      destination.deleteTree(path("volume"));
      apply(destination, move("a", "b"), delete("c"));
      destination.sync();

      assertEquals(Set.of(), names(destination, ""));
    }
  }

  @Test
  default void whatOneConnectionDoesAnotherOneSeesAtOnce() throws Exception {
    try (Destination writer = open();
        Destination reader = open()) {
      assumeConcurrentUse(writer);
      assertEquals(NO_FILE, text(reader, "a/1"));

      put(writer, "a/1", "one");
      assertEquals("one", text(reader, "a/1"));

      writer.rename(path("a"), path("b"));
      assertEquals(Set.of("b"), names(reader, ""));
      assertEquals("one", text(reader, "b/1"));

      writer.deleteTree(path("b"));
      assertEquals(NO_FILE, text(reader, "b/1"));
    }
  }
}
