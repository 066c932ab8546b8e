package io.wyng.it.lvm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How a test inside the virtual machine ended.
 *
 * @param name its name, below those of its containers
 * @param outcome how
 * @param details what failed, or why it does not apply to what is tested; empty otherwise
 */
record SuiteResult(String name, Outcome outcome, String details) {

  /** How a test ended. */
  enum Outcome {
    PASSED,
    /** A contract's test of something that this plugin does not promise. */
    SKIPPED,
    FAILED;

    static Outcome of(boolean passed) {
      return passed ? PASSED : FAILED;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  String line() {
    return JSON.createObjectNode()
            .put("name", name)
            .put("outcome", outcome.name())
            .put("details", details)
        + "\n";
  }

  /** The results in a file, one a line. */
  static List<SuiteResult> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(SuiteResult::parse).toList();
  }

  private static SuiteResult parse(String line) {
    try {
      JsonNode object = JSON.readTree(line);
      return new SuiteResult(
          object.path("name").asText(),
          Outcome.valueOf(object.path("outcome").asText()),
          object.path("details").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The virtual machine wrote nonsense: " + line, e);
    }
  }
}
