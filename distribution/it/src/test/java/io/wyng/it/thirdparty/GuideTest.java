package io.wyng.it.thirdparty;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide shows is what works: each block of code is copied from a file that is compiled and
 * tested, and the commands are run by {@link ThirdPartyPluginsIT}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideTest {

  /** Where the guide may copy from: the project of {@link ThirdPartyPluginsIT}, our own plugins. */
  private static final List<String> ORIGINALS = List.of("distribution/it/third-party", "plugins");

  private final List<List<String>> originals;

  GuideTest() throws IOException {
    try (Stream<Path> files =
        ORIGINALS.stream().map(Workplace.project()::resolve).flatMap(GuideTest::sources)) {
      originals = files.map(GuideTest::lines).toList();
    }
  }

  static List<Guide.Block> excerpts() throws IOException {
    return Guide.read().blocks().stream().filter(block -> !block.isCommands()).toList();
  }

  @ParameterizedTest
  @MethodSource("excerpts")
  void aBlockOfCodeIsAnExcerptOfAFileThatIsTested(Guide.Block block) {
    List<String> wanted = meaningful(block.lines().stream());

    assertFalse(wanted.isEmpty());
    assertTrue(
        originals.stream().anyMatch(lines -> Collections.indexOfSubList(lines, wanted) >= 0),
        () ->
            "The block in line %d of the guide is in no file below %s:\n%s"
                .formatted(block.line(), ORIGINALS, String.join("\n", block.lines())));
  }

  @Test
  void theGuideHasCommandsToo() throws IOException {
    assertTrue(Guide.read().commands().contains("mvn package"));
  }

  private static Stream<Path> sources(Path directory) {
    try {
      return Files.walk(directory)
          .filter(file -> file.toString().endsWith(".java") || file.endsWith("pom.xml"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return meaningful(lines);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> meaningful(Stream<String> lines) {
    return lines.map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
