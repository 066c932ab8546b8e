package io.wyng.engine.plugin;

import io.wyng.engine.failure.PluginException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Explains why what was asked for is not there. */
final class Absence {

  private static final int SHOWN_CHARACTERS = 100;

  private Absence() {}

  /**
   * The failure of a lookup.
   *
   * @param wanted what was asked for, to be read behind "There is no"
   * @param present what could be asked for
   * @param word what the message of a problem holds when it is about the thing that was asked for
   * @param problems what is wrong with plugins
   * @return a failure that names what is there, and the problems that may be the reason
   */
  static PluginException of(
      String wanted, List<String> present, String word, List<PluginProblem> problems) {
    List<PluginProblem> close =
        problems.stream().filter(problem -> problem.message().contains(word)).toList();
    List<PluginProblem> suspects = close.isEmpty() ? problems : close;
    StringBuilder message =
        new StringBuilder("There is no " + wanted + " (" + there(present) + ")");
    for (int i = 0; i < suspects.size(); i++) {
      message.append(i == 0 ? ". Perhaps because: " : "; ").append(suspects.get(i).message());
    }
    return new PluginException(message.toString(), remedy(close), cause(close));
  }

  private static String there(List<String> present) {
    return switch (present.size()) {
      case 0 -> "nor any other";
      case 1 -> "there is " + present.getFirst();
      default -> "there are " + String.join(", ", present);
    };
  }

  private static String remedy(List<PluginProblem> close) {
    return close.size() == 1
        ? close.getFirst().remedy()
        : "\"wyng plugins\" lists what there is and how to ask for it; another plugin goes into a plugin directory.";
  }

  private static @Nullable Throwable cause(List<PluginProblem> close) {
    return close.size() == 1 ? close.getFirst().cause() : null;
  }

  /** Text from a user or an archive, made fit for a message. */
  static String quoted(String text) {
    String shown =
        text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
