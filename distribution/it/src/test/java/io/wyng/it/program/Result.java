package io.wyng.it.program;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a program ended.
 *
 * @param command its command line, for messages
 * @param status its exit status
 * @param output what it wrote to its standard output
 * @param errors what it wrote to its standard error
 */
public record Result(String command, int status, String output, String errors) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Insists on success. */
  public Result succeeded() {
    assertEquals(0, status, this::toString);
    return this;
  }

  /**
   * Insists on a failure that is explained: the exit status, nothing on the standard output, and
   * one message that holds all the words, whatever their case, and none of Java's own.
   */
  public Result failed(int expectedStatus, String... words) {
    assertAll(
        toString(),
        () -> assertEquals(expectedStatus, status, "exit status"),
        () -> assertEquals("", output, "standard output"),
        () -> assertTrue(errors.startsWith("wyng: "), "the message starts with the program's name"),
        () -> assertEquals(1, messages().size(), "number of messages"),
        () -> assertTrue(namesRemedy(), "the message names a remedy"),
        () -> assertHolds(words),
        this::assertNoStackTrace);
    return this;
  }

  /** Insists on words in what was written to the standard error, whatever their case. */
  public Result mentions(String... words) {
    assertAll(toString(), () -> assertHolds(words), this::assertNoStackTrace);
    return this;
  }

  /** On a line of its own, or as a further sentence. */
  private boolean namesRemedy() {
    return errors.contains("\n  ") || errors.contains(". ");
  }

  private void assertHolds(String... words) {
    String text = errors.toLowerCase(Locale.ROOT);
    for (String word : words) {
      assertTrue(text.contains(word.toLowerCase(Locale.ROOT)), () -> "no word of \"" + word + '"');
    }
  }

  private void assertNoStackTrace() {
    assertTrue(!errors.contains("Exception") && !errors.contains("\tat "), "Java's own words");
  }

  /** The messages on the standard error; warnings too. */
  public List<String> messages() {
    List<String> messages = new ArrayList<>();
    for (String line : errors.lines().toList()) {
      if (line.startsWith("wyng: ") || messages.isEmpty()) {
        messages.add(line);
      } else {
        messages.set(messages.size() - 1, messages.getLast() + "\n" + line);
      }
    }
    return messages;
  }

  /** The JSON objects on the standard output, one a line. */
  public List<JsonNode> json() {
    return output.lines().map(this::parsed).toList();
  }

  /** The only JSON object of a type on the standard output. */
  public JsonNode json(String type) {
    List<JsonNode> found =
        json().stream().filter(object -> object.path("type").asText().equals(type)).toList();
    assertEquals(1, found.size(), () -> "objects of type " + type + " in " + this);
    return found.getFirst();
  }

  private JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + line + "\nin " + this, e);
    }
  }

  @Override
  public String toString() {
    return command
        + "\nexit status "
        + status
        + "\n--- output\n"
        + output
        + "--- errors\n"
        + errors;
  }
}
