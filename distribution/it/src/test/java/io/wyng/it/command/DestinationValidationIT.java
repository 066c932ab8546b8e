package io.wyng.it.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code dest-validate} says of destinations. */
class DestinationValidationIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONTRACT =
      Set.of(
          "change",
          "download",
          "file",
          "history",
          "link",
          "name",
          "safety",
          "state",
          "tree",
          "upload");

  @TempDir Path directory;

  private Sandbox sandbox;
  private String subdirectory;

  @BeforeEach
  void makePlaces() throws IOException {
    sandbox = Sandbox.in(directory);
    subdirectory = "--subdir=" + Path.of("/").relativize(sandbox.destination());
  }

  private static JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(sandbox.destination())) {
      assertEquals(List.of(), left.toList());
    }
    assertTrue(Files.notExists(sandbox.localTree()));
  }

  @Test
  void aGoodDestinationKeepsEveryPartOfTheContract() throws IOException {
    List<JsonNode> lines =
        sandbox
            .run("dest-validate", "internal:/", subdirectory, "--json")
            .succeeded()
            .output()
            .lines()
            .map(DestinationValidationIT::parsed)
            .toList();

    List<JsonNode> guarantees =
        lines.stream().filter(line -> line.path("type").asText().equals("guarantee")).toList();
    assertEquals(
        CONTRACT,
        guarantees.stream()
            .map(line -> line.path("group").asText())
            .collect(Collectors.toCollection(TreeSet::new)));
    JsonNode end = lines.getLast();
    assertEquals("validated", end.path("type").asText());
    assertEquals("internal", end.path("provider").asText());
    assertEquals(0, end.path("broken").asInt());
    assertTrue(end.path("kept").asInt() > 200, end::toString);
    assertEquals(guarantees.size(), end.path("kept").asInt() + end.path("notTried").asInt());
    assertEquals(3, end.path("capabilities").size());
    assertNothingIsLeft();
  }

  @Test
  void whatADestinationGuaranteesIsSaidInWords() throws IOException {
    String text = sandbox.run("dest-validate", "internal:/", subdirectory).succeeded().output();

    assertTrue(text.contains("Hard links   yes"), text);
    assertTrue(text.lines().anyMatch(line -> line.matches("upload +\\d+ +0 +0")), text);
    assertNothingIsLeft();
  }

  @Test
  void aPlaceThatIsNotMountedIsNotTried() throws IOException {
    sandbox
        .run("dest-validate", "internal:" + sandbox.destination())
        .failed(20, "cannot be validated", "is not a mount point");

    assertNothingIsLeft();
  }

  @Test
  void anUnknownSchemeIsNamedWithThoseThereAre() {
    sandbox.run("dest-validate", "gopher://host/path").failed(50, "gopher", "internal", "ssh");
  }

  @Test
  void aUrlIsNeeded() {
    sandbox.run("dest-validate").failed(2, "URL");
  }
}
