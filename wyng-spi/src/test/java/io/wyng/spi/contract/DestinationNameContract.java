package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.LIMIT;
import static io.wyng.spi.contract.DestinationScenario.extent;
import static io.wyng.spi.contract.DestinationScenario.fetched;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.sha256;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.FileChange;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Names that a shell, a glob, an archiver or a careless parser would take for something else. */
interface DestinationNameContract extends DestinationFixture {

  /** The names with which every method is tried. */
  static Stream<String> oddNames() {
    return Stream.of(
        " ",
        " a  b ",
        "'",
        "\"",
        "a'b\"c",
        "`id`",
        "$HOME",
        "$(id)",
        "${PATH}",
        "-",
        "--",
        "-rf",
        "--help",
        "@list",
        "*",
        "?",
        "[ab]",
        "{a,b}",
        "~",
        "~root",
        "!!",
        "#",
        "%s%n%2e",
        "a;b",
        "a&b",
        "a|b",
        "a>b",
        "(a)",
        "a=b",
        "a:b",
        "C:\\a\\nb",
        "\\",
        "...",
        "..a",
        ".a.",
        "+",
        "a,b",
        "é",
        "日本語",
        "😀",
        "x".repeat(200));
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  default void aFileOfAnOddNameInADirectoryOfThatNameIsLikeAnyOther(String name) throws Exception {
    String file = name + "/" + name;
    String other = name + "/other";
    try (Destination destination = open()) {
      destination.replace(path(file), utf8("replaced"));
      assertEquals("replaced", text(destination, file));

      upload(
          destination,
          upload -> {
            upload.put(path(file), ByteBuffer.wrap(utf8("content")));
            upload.put(path(other), 7, new ByteArrayInputStream(utf8("another")));
          });

      assertEquals(Set.of(name), names(destination, ""));
      assertEquals(Set.of(name, "other"), names(destination, name));
      assertArrayEquals(utf8("content"), destination.read(path(file), LIMIT).orElseThrow());
      assertEquals(
          List.of("content", "another"),
          fetched(destination, List.of(extent(file), extent(other))));
      assertEquals(
          Map.of(path(file), sha256(utf8("content"))), destination.digests(List.of(path(file))));
    }
  }

  @ParameterizedTest
  @MethodSource("oddNames")
  default void whatHasAnOddNameIsLinkedMovedRenamedAndDeleted(String name) throws Exception {
    try (Destination destination = open()) {
      put(destination, "a/x", "content");
      put(destination, "kept", "kept");

      upload(
          destination,
          upload -> {
            if (!upload.link(path("a").resolve(name), path("a/x"))) {
              upload.put(path("a").resolve(name), ByteBuffer.wrap(utf8("content")));
            }
          });
      assertEquals("content", text(destination, "a/" + name));

      destination.rename(path("a"), path(name));
      assertEquals(Set.of(name, "x"), names(destination, name));

      destination.apply(
          List.<FileChange>of(
                  new FileChange.Move(path(name).resolve(name), path(name).resolve("d/" + name)),
                  new FileChange.Delete(path(name).resolve("x")))
              .iterator());
      assertEquals(Set.of("d"), names(destination, name));
      assertEquals("content", text(destination, name + "/d/" + name));

      destination.deleteTree(path(name));
      assertEquals(Set.of("kept"), names(destination, ""));
    }
  }

  @Test
  default void namesThatDifferInAccentsOrSpacesOnlyAreDifferent() throws Exception {
    List<String> similar = List.of("a", "a ", " a", "á", "a\u0301", "a.", "-a");
    try (Destination destination = open()) {
      upload(
          destination,
          upload -> {
            for (String name : similar) {
              upload.put(path(name), ByteBuffer.wrap(utf8("content of <" + name + ">")));
            }
          });

      for (String name : similar) {
        assertEquals("content of <" + name + ">", text(destination, name));
      }
      assertEquals(Set.copyOf(similar), names(destination, ""));
    }
  }
}
