package io.wyng.spi.signature;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What plugins see of all types, as sorted lines: a type on a line of its own, and its members
 * below it, indented.
 *
 * @param types the types by name
 */
record Signature(SortedMap<String, ApiType> types) {

  private static final String INDENT = "  ";
  private static final String AFTER_NAME = ": ";

  static Signature of(Collection<ApiType> types) {
    SortedMap<String, ApiType> byName = new TreeMap<>();
    types.forEach(type -> byName.put(type.name(), type));
    return new Signature(byName);
  }

  static Signature parse(String text) {
    List<ApiType> types = new ArrayList<>();
    List<String> members = new ArrayList<>();
    for (String line : text.lines().toList().reversed()) {
      if (line.startsWith(INDENT)) {
        members.add(line.strip());
      } else {
        String[] parts = line.split(AFTER_NAME, 2);
        types.add(new ApiType(parts[0], parts[1], members));
        members = new ArrayList<>();
      }
    }
    return of(types);
  }

  /** The text that {@link #parse} reads. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (ApiType type : types.values()) {
      text.append(type.name()).append(AFTER_NAME).append(type.declaration()).append('\n');
      type.members().forEach(member -> text.append(INDENT).append(member).append('\n'));
    }
    return text.toString();
  }

  /** What is only there ({@code -}) or only here ({@code +}), with the type it belongs to. */
  List<String> differenceFrom(Signature other) {
    List<String> ours = facts();
    List<String> theirs = other.facts();
    return Stream.concat(
            theirs.stream().filter(fact -> !ours.contains(fact)).map(fact -> "- " + fact),
            ours.stream().filter(fact -> !theirs.contains(fact)).map(fact -> "+ " + fact))
        .sorted(Comparator.comparing(line -> line.substring(2)))
        .toList();
  }

  private List<String> facts() {
    return types.values().stream()
        .flatMap(type ->
            Stream.concat(Stream.of(type.declaration()), type.members().stream())
                .map(fact -> type.name() + AFTER_NAME + fact))
        .toList();
  }
}
