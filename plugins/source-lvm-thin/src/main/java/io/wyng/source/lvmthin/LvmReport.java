package io.wyng.source.lvmthin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wyng.spi.ProviderException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code lvs} says about one volume group.
 *
 * @param extentSizeBytes the unit of sizes of logical volumes in the group, or 0 when it has none
 * @param volumes the visible logical volumes
 */
record LvmReport(long extentSizeBytes, List<LogicalVolume> volumes) {

  /** The fields that a report needs, as {@code lvs -o} takes them. */
  static final String FIELDS =
      "lv_name,lv_uuid,lv_size,lv_attr,lv_tags,lv_role,segtype,pool_lv,origin,chunk_size,discards,"
          + "vg_name,vg_extent_size";

  private static final ObjectMapper JSON = JsonMapper.builder().build();
  private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");

  /**
   * Reads a report in LVM's JSON format, with sizes in bytes.
   *
   * @throws ProviderException when it is none
   */
  static LvmReport parse(String json) throws ProviderException {
    // A volume of several segments has a row for each.
    Map<String, LogicalVolume> volumes = new LinkedHashMap<>();
    long extentSize = 0;
    try {
      for (JsonNode report : JSON.readTree(json).required("report")) {
        for (JsonNode row : report.path("lv")) {
          extentSize = number(row, "vg_extent_size");
          LogicalVolume volume = volume(row);
          volumes.putIfAbsent(volume.uuid(), volume);
        }
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new ProviderException(
          "The report of lvs cannot be understood: " + e.getMessage(),
          "Compare the output of lvs --reportformat json with what other hosts give.",
          e);
    }
    return new LvmReport(extentSize, List.copyOf(volumes.values()));
  }

  private static LogicalVolume volume(JsonNode row) {
    return new LogicalVolume(
        new LvName(text(row, "vg_name"), text(row, "lv_name")),
        required(row, "lv_uuid"),
        number(row, "lv_size"),
        required(row, "segtype"),
        text(row, "pool_lv"),
        text(row, "origin"),
        list(row, "lv_tags"),
        list(row, "lv_role"),
        new LogicalVolume.Access(
            hasAttribute(row, 1, "rR"), hasAttribute(row, 4, "a"), hasAttribute(row, 5, "o")),
        new LogicalVolume.Provisioning(
            number(row, "chunk_size"),
            hasAttribute(row, 7, "z"),
            text(row, "discards").endsWith("passdown")));
  }

  /** Whether one of the letters stands at an index of the attributes; lvs(8) explains them. */
  private static boolean hasAttribute(JsonNode row, int index, String letters) {
    String attributes = required(row, "lv_attr");
    if (attributes.length() <= index) {
      throw new IllegalArgumentException("the attributes are too short in " + row);
    }
    return letters.indexOf(attributes.charAt(index)) >= 0;
  }

  private static long number(JsonNode row, String field) {
    return Long.parseUnsignedLong(required(row, field));
  }

  private static String required(JsonNode row, String field) {
    String text = text(row, field);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("no " + field + " in " + row);
    }
    return text;
  }

  private static String text(JsonNode row, String field) {
    return row.path(field).asText("");
  }

  private static Set<String> list(JsonNode row, String field) {
    return Stream.of(SEPARATORS.split(text(row, field)))
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
