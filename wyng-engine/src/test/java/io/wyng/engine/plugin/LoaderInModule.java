package io.wyng.engine.plugin;

import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.failure.UsageException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the loader inside the named module {@code io.wyng.engine}. Tests run on the class path,
 * where there are no such modules, so they reach this class through types of the JDK only.
 */
public final class LoaderInModule
    implements BiFunction<List<Path>, Duration, UnaryOperator<String>> {

  /** Stands between directories and settings among the arguments. */
  static final Path SETTINGS = Path.of("--set");

  /** Prints the plugins and the problems of the plugin directories that are the arguments. */
  public static void main(String[] directories) {
    UnaryOperator<String> loaded =
        new LoaderInModule()
            .apply(Stream.of(directories).map(Path::of).toList(), Duration.ofMinutes(1));
    System.out.println(loaded.apply("plugins") + loaded.apply("problems"));
  }

  @Override
  public UnaryOperator<String> apply(List<Path> arguments, Duration timeLimit) {
    try {
      return loaded(arguments, timeLimit);
    } catch (UsageException e) {
      return question -> e.getMessage() + " | " + e.remedy();
    }
  }

  private static UnaryOperator<String> loaded(List<Path> arguments, Duration timeLimit) {
    int end = arguments.contains(SETTINGS) ? arguments.indexOf(SETTINGS) : arguments.size();
    List<SettingAssignment> assignments = new ArrayList<>();
    arguments.stream()
        .skip(end + 1L)
        .forEach(setting -> assignments.addAll(assignments(setting.toString())));
    List<String> warnings = new ArrayList<>();
    EventListener listener =
        event -> {
          Event.Warning warning = (Event.Warning) event;
          warnings.add(warning.message() + " | " + warning.remedy());
        };
    PluginRegistry registry =
        new PluginLoader(FileTrust.ofThisProcess(), timeLimit)
            .load(new PluginDirectories(arguments.subList(0, end)), assignments, listener);
    return question -> answer(registry, warnings, question);
  }

  /** The lines of a file, or what stands behind {@code --set}. */
  private static List<SettingAssignment> assignments(String text) {
    return text.startsWith("/")
        ? ConfigurationFile.read(Path.of(text))
        : List.of(SettingAssignment.parse(text, new SettingOrigin.CommandLine()));
  }

  private static String answer(PluginRegistry registry, List<String> warnings, String question) {
    List<String> words = List.of(question.split(" "));
    return switch (words.getFirst()) {
      case "plugins" ->
          registry.plugins().stream().map(LoaderInModule::line).collect(Collectors.joining("\n"));
      case "problems" ->
          registry.problems().stream()
              .map(problem -> problem.message() + " | " + problem.remedy())
              .collect(Collectors.joining("\n"));
      case "warnings" -> String.join("\n", warnings);
      case "settings" ->
          registry.plugins().stream()
              .flatMap(plugin -> plugin.providers().stream())
              .flatMap(provider -> provider.settings().stream())
              .map(each -> each.setting().name() + "=" + each.value() + " by " + each.origin())
              .collect(Collectors.joining("\n"));
      case "libraries" ->
          registry.plugins().stream()
              .flatMap(plugin -> plugin.libraries().stream())
              .map(library -> library.getFileName().toString())
              .collect(Collectors.joining(" "));
      case "hash" -> hash(registry, words.getLast());
      default -> throw new IllegalArgumentException(question);
    };
  }

  private static String hash(PluginRegistry registry, String name) {
    try {
      return registry.hash(name).description();
    } catch (PluginException e) {
      return e.getMessage() + " | " + e.remedy();
    }
  }

  private static String line(LoadedPlugin plugin) {
    Set<String> providers =
        plugin.providers().stream()
            .map(provider -> provider.kind().word() + " " + provider.name())
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    return plugin.unit().getFileName()
        + ": "
        + plugin.module()
        + " "
        + plugin.version()
        + " for "
        + plugin.builtFor()
        + (plugin.nativeAccess() ? " native" : "")
        + " "
        + providers;
  }
}
