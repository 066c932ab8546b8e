package io.wyng.shell;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Names that are sent together, and become the arguments of one process: fewer than any system
 * there is can take.
 */
final class NameBatch {

  private static final int MAX_NAMES = 1000;

  /** In characters, each of which is at most three bytes. */
  private static final int MAX_CHARACTERS = 32 << 10;

  private final List<String> names = new ArrayList<>();
  private int characters;

  boolean isEmpty() {
    return names.isEmpty();
  }

  int size() {
    return names.size();
  }

  /** Whether a name, or several, still fit in; into an empty batch any does. */
  boolean hasRoomFor(String... more) {
    int added = 0;
    for (String name : more) {
      added += name.length() + 1;
    }
    return names.isEmpty()
        || (names.size() + more.length <= MAX_NAMES && characters + added <= MAX_CHARACTERS);
  }

  void add(String name) {
    names.add(name);
    characters += name.length() + 1;
  }

  void clear() {
    names.clear();
    characters = 0;
  }

  byte[] bytes() throws IOException {
    return ArchiveSite.block(names);
  }
}
