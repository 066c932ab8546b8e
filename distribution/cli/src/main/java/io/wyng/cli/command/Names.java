package io.wyng.cli.command;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Tag;
import io.wyng.engine.failure.UsageException;
import io.wyng.spi.VolumeName;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Names that the user gave, as types. What is malformed is wrong usage. */
final class Names {

  private Names() {}

  static VolumeName volume(String text) {
    return parsed(VolumeName::parse, text);
  }

  static List<VolumeName> volumes(List<String> texts) {
    return texts.stream().distinct().map(Names::volume).toList();
  }

  static @Nullable SessionReference session(@Nullable String text) {
    return text == null ? null : parsed(SessionReference::parse, text);
  }

  static List<Tag> tags(List<String> texts) {
    List<Tag> tags =
        texts.stream().distinct().map(text -> parsed(Tag::parseUserInput, text)).toList();
    long different = tags.stream().map(Tag::id).distinct().count();
    if (tags.size() > Tag.MOST_TAGS || different < tags.size()) {
      throw new UsageException(
          different < tags.size()
              ? "A tag is given more than once"
              : tags.size() + " tags are given; a session can have " + Tag.MOST_TAGS,
          "Give fewer of them.");
    }
    return tags;
  }

  /** One session, two separated by a comma, or none. */
  static List<SessionReference> sessions(@Nullable String text) {
    if (text == null) {
      return List.of();
    }
    List<SessionReference> sessions =
        Arrays.stream(text.split(",", -1))
            .map(each -> parsed(SessionReference::parse, each))
            .toList();
    if (sessions.size() > 2) {
      throw new UsageException("A range of sessions has two dates, not " + sessions.size(), "");
    }
    return sessions;
  }

  static <T> T parsed(Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), "", e);
    }
  }
}
