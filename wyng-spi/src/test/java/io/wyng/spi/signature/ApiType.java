package io.wyng.spi.signature;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What plugins see of one type.
 *
 * @param name its full name
 * @param declaration its modifiers, kind, supertypes, permitted subtypes and record components
 * @param members its public and protected fields, constructors and methods
 */
record ApiType(String name, String declaration, SortedSet<String> members) {

  ApiType(String name, String declaration, Collection<String> members) {
    this(name, declaration, Collections.unmodifiableSortedSet(new TreeSet<>(members)));
  }

  /** Whether a plugin may have a class that has to implement every abstract method. */
  boolean isImplementedByPlugins() {
    return declaration.contains("abstract") && !declaration.contains("sealed");
  }
}
