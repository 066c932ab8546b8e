package io.wyng.cli.command;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.UsageException;
import io.wyng.spi.VolumeName;
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

  static @Nullable SessionName session(@Nullable String text) {
    return text == null ? null : parsed(SessionName::parseUserInput, text);
  }

  static <T> T parsed(Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), "", e);
    }
  }
}
