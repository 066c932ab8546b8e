package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.LIMIT;
import static io.wyng.spi.contract.DestinationScenario.apply;
import static io.wyng.spi.contract.DestinationScenario.delete;
import static io.wyng.spi.contract.DestinationScenario.extent;
import static io.wyng.spi.contract.DestinationScenario.fetched;
import static io.wyng.spi.contract.DestinationScenario.move;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DirectoryEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Symbolic links that somebody planted in the archive: none is followed, whatever is done. In the
 * archive there are {@code door}, a link to a directory outside, and {@code spy}, a link to a file
 * in it.
 */
interface DestinationSafetyContract extends DestinationFixture {

  /** An archive with planted links, and the directory outside that they lead to. */
  record Planted(Path root, Path outside) {

    static Planted in(DestinationFixture fixture, Destination destination, Path outside)
        throws IOException {
      Path root =
          fixture
              .localRoot()
              .orElseGet(
                  () -> Assumptions.abort("the archive is out of reach: no links can be planted"));
      put(destination, "volume/info", "inside");
      Files.writeString(outside.resolve("secret"), "outside");
      Files.createDirectory(outside.resolve("empty"));
      Files.createSymbolicLink(root.resolve("door"), outside);
      Files.createSymbolicLink(root.resolve("spy"), outside.resolve("secret"));
      return new Planted(root, outside);
    }

    void assertOutsideIsUntouched() throws IOException {
      assertEquals("outside", Files.readString(outside.resolve("secret")));
      try (Stream<Path> entries = Files.list(outside)) {
        assertEquals(
            List.of("empty", "secret"),
            entries.map(entry -> entry.getFileName().toString()).sorted().toList());
      }
      try (Stream<Path> entries = Files.list(outside.resolve("empty"))) {
        assertEquals(0, entries.count());
      }
    }
  }

  /** One thing that is done with the destination. */
  interface Step {
    void take(Destination destination) throws IOException;
  }

  private static Named<Step> step(String name, Step step) {
    return Named.of(name, step);
  }

  /** All that can be done through a linked directory. */
  static Stream<Named<Step>> stepsThroughTheDoor() {
    return Stream.of(
        step("read", destination -> destination.read(path("door/secret"), LIMIT)),
        step("replace", destination -> destination.replace(path("door/secret"), utf8("changed"))),
        step("create", destination -> destination.replace(path("door/new"), utf8("new"))),
        step(
            "create deeper",
            destination -> destination.replace(path("door/empty/new"), utf8("new"))),
        step("list", destination -> destination.list(path("door"))),
        step("list deeper", destination -> destination.list(path("door/empty"))),
        step("delete", destination -> destination.deleteTree(path("door/secret"))),
        step("delete directory", destination -> destination.deleteTree(path("door/empty"))),
        step("rename out", destination -> destination.rename(path("volume"), path("door/volume"))),
        step("rename in", destination -> destination.rename(path("door/secret"), path("secret"))),
        step("digest", destination -> destination.digests(List.of(path("door/secret")))),
        step("upload", destination -> put(destination, "door/new", "new")),
        step("overwrite", destination -> put(destination, "door/secret", "changed")),
        step("upload deeper", destination -> put(destination, "door/new/new", "new")),
        step(
            "link out",
            destination ->
                upload(destination, upload -> upload.link(path("door/new"), path("volume/info")))),
        step(
            "link in",
            destination ->
                upload(
                    destination,
                    upload -> {
                      if (!upload.link(path("stolen"), path("door/secret"))) {
                        throw new IOException("no links here");
                      }
                    })),
        step("fetch", destination -> fetched(destination, List.of(extent("door/secret")))),
        step("move out", destination -> apply(destination, move("volume/info", "door/info"))),
        step("move in", destination -> apply(destination, move("door/secret", "stolen"))),
        step("apply delete", destination -> apply(destination, delete("door/secret"))));
  }

  @ParameterizedTest
  @MethodSource("stepsThroughTheDoor")
  default void nothingIsDoneThroughALinkedDirectory(Step attempt, @TempDir Path outside)
      throws Exception {
    try (Destination destination = open()) {
      Planted planted = Planted.in(this, destination, outside);

      assertThrows(IOException.class, () -> attempt.take(destination));

      planted.assertOutsideIsUntouched();
      assertEquals("inside", text(destination, "volume/info"));
      assertEquals(Set.of("door", "spy", "volume"), names(destination, ""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spy", "dangling"})
  default void aLinkedFileIsNotRead(String link, @TempDir Path outside) throws Exception {
    try (Destination destination = open()) {
      Planted planted = Planted.in(this, destination, outside);
      Files.createSymbolicLink(planted.root.resolve("dangling"), outside.resolve("missing"));
      ArchivePath path = path(link);

      for (Executable attempt :
          List.<Executable>of(
              () -> destination.read(path, LIMIT),
              () -> destination.digests(List.of(path)),
              () -> fetched(destination, List.of(extent(link))))) {
        assertThrows(IOException.class, attempt);
      }
    }
  }

  @Test
  default void whatAFileIsWrittenOverIsTheLinkAndNotItsTarget(@TempDir Path outside)
      throws Exception {
    try (Destination destination = open()) {
      Planted planted = Planted.in(this, destination, outside);
      Files.createSymbolicLink(planted.root.resolve("spy2"), outside.resolve("missing"));

      put(destination, "spy", "uploaded");
      destination.replace(path("spy2"), utf8("replaced"));

      planted.assertOutsideIsUntouched();
      assertEquals("uploaded", text(destination, "spy"));
      assertEquals("replaced", text(destination, "spy2"));
    }
  }

  @Test
  default void aLinkIsNoSourceOfAHardLink(@TempDir Path outside) throws Exception {
    try (Destination destination = open()) {
      Planted planted = Planted.in(this, destination, outside);

      assertThrows(
          IOException.class,
          () ->
              upload(
                  destination,
                  upload -> {
                    if (!upload.link(path("stolen"), path("spy"))) {
                      throw new IOException("no links here");
                    }
                  }));

      assertEquals(false, Files.exists(planted.root.resolve("stolen"), LinkOption.NOFOLLOW_LINKS));
    }
  }

  @Test
  default void linksAreListedAsSomethingElse(@TempDir Path outside) throws Exception {
    try (Destination destination = open()) {
      Planted.in(this, destination, outside);

      List<DirectoryEntry> entries = destination.list(ArchivePath.ROOT);

      assertEquals(
          Set.of(
              new DirectoryEntry("door", DirectoryEntry.Kind.OTHER, 0),
              new DirectoryEntry("spy", DirectoryEntry.Kind.OTHER, 0),
              new DirectoryEntry("volume", DirectoryEntry.Kind.DIRECTORY, 0)),
          Set.copyOf(entries));
    }
  }

  @Test
  default void ofATreeWithLinksTheLinksAreDeletedAndNotTheirTargets(@TempDir Path outside)
      throws Exception {
    try (Destination destination = open()) {
      Planted planted = Planted.in(this, destination, outside);
      Files.createSymbolicLink(planted.root.resolve("volume/door"), outside);
      Files.createSymbolicLink(planted.root.resolve("volume/spy"), outside.resolve("secret"));

      destination.deleteTree(path("volume"));
      destination.deleteTree(path("door"));
      apply(destination, delete("spy"));

      planted.assertOutsideIsUntouched();
      assertEquals(Set.of(), names(destination, ""));
    }
  }

  @Test
  default void aDirectoryThatBecomesALinkIsNotFollowedByTheNextConnection(@TempDir Path outside)
      throws Exception {
    byte[] inside;
    try (Destination destination = open()) {
      Planted planted = Planted.in(this, destination, outside);
      inside = destination.read(path("volume/info"), LIMIT).orElseThrow();
      Files.move(planted.root.resolve("volume"), planted.root.resolve("hidden"));
      Files.createSymbolicLink(planted.root.resolve("volume"), outside);
    }

    try (Destination next = open()) {
      assertThrows(IOException.class, () -> next.read(path("volume/secret"), LIMIT));
      assertArrayEquals(inside, next.read(path("hidden/info"), LIMIT).orElseThrow());
    }
  }
}
