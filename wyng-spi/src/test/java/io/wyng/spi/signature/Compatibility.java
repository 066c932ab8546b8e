package io.wyng.spi.signature;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether plugins that were built for an older version of the interface work with a newer one of
 * the same major version: all that they use must be there unchanged, and nothing may be demanded of
 * them that did not exist.
 *
 * <p>A further constant of an enum is no break, as the enums of the interface are what plugins
 * answer; a further subtype of a sealed type is one, as plugins take those apart by {@code switch}.
 */
final class Compatibility {

  private static final Pattern ABSTRACT = Pattern.compile("\\babstract\\b.*\\(.*");

  private Compatibility() {}

  /** What makes the newer version incompatible, in words; nothing when it is compatible. */
  static List<String> breaks(Signature older, Signature newer) {
    List<String> breaks = new ArrayList<>();
    for (ApiType type : older.types().values()) {
      ApiType now = newer.types().get(type.name());
      if (now == null) {
        breaks.add(type.name() + " is gone");
      } else {
        breaks.addAll(breaks(type, now));
      }
    }
    return breaks;
  }

  private static List<String> breaks(ApiType older, ApiType newer) {
    List<String> breaks = new ArrayList<>();
    if (!older.declaration().equals(newer.declaration())) {
      breaks.add(
          "%s was «%s» and is «%s»"
              .formatted(older.name(), older.declaration(), newer.declaration()));
    }
    for (String member : older.members()) {
      if (!newer.members().contains(member)) {
        breaks.add("%s has no longer «%s»".formatted(older.name(), member));
      }
    }
    for (String member : newer.members()) {
      if (!older.members().contains(member)
          && newer.isImplementedByPlugins()
          && ABSTRACT.matcher(member).find()) {
        breaks.add(
            "%s demands «%s», which older plugins lack: make it a default method"
                .formatted(older.name(), member));
      }
    }
    return breaks;
  }
}
