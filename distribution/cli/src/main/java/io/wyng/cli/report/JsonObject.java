package io.wyng.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object under construction, its members in the order in which they are put. */
final class JsonObject {

  // Pure ASCII is right whatever encoding the standard output has.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final Map<String, Value> members = new LinkedHashMap<>();

  JsonObject put(String name, String text) {
    return member(name, generator -> generator.writeString(text));
  }

  JsonObject put(String name, long number) {
    return member(name, generator -> generator.writeNumber(number));
  }

  JsonObject put(String name, double number) {
    return member(name, generator -> generator.writeNumber(number));
  }

  JsonObject put(String name, boolean truth) {
    return member(name, generator -> generator.writeBoolean(truth));
  }

  JsonObject putTexts(String name, List<String> texts) {
    return member(
        name,
        generator -> {
          generator.writeStartArray();
          for (String text : texts) {
            generator.writeString(text);
          }
          generator.writeEndArray();
        });
  }

  JsonObject putObjects(String name, List<JsonObject> objects) {
    return member(
        name,
        generator -> {
          generator.writeStartArray();
          for (JsonObject object : objects) {
            object.write(generator);
          }
          generator.writeEndArray();
        });
  }

  /** The object in one line. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return text.toString();
  }

  private void write(JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<String, Value> member : members.entrySet()) {
      generator.writeFieldName(member.getKey());
      member.getValue().write(generator);
    }
    generator.writeEndObject();
  }

  private JsonObject member(String name, Value value) {
    members.put(name, value);
    return this;
  }

  /** Something that can be written into a document. */
  @FunctionalInterface
  private interface Value {
    void write(JsonGenerator generator) throws IOException;
  }
}
