package io.wyng.engine.plugin;

import io.wyng.engine.failure.PluginException;
import java.nio.file.Path;
import java.time.Duration;
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

  /** Prints the plugins and the problems of the plugin directories that are the arguments. */
  public static void main(String[] directories) {
    UnaryOperator<String> loaded =
        new LoaderInModule()
            .apply(Stream.of(directories).map(Path::of).toList(), Duration.ofMinutes(1));
    System.out.println(loaded.apply("plugins") + loaded.apply("problems"));
  }

  @Override
  public UnaryOperator<String> apply(List<Path> directories, Duration timeLimit) {
    FileTrust trust = FileTrust.ofThisProcess();
    PluginRegistry registry =
        new PluginLoader(trust, timeLimit).load(new PluginDirectories(directories));
    return question -> answer(registry, question);
  }

  private static String answer(PluginRegistry registry, String question) {
    List<String> words = List.of(question.split(" "));
    return switch (words.getFirst()) {
      case "plugins" ->
          registry.plugins().stream().map(LoaderInModule::line).collect(Collectors.joining("\n"));
      case "problems" ->
          registry.problems().stream()
              .map(problem -> problem.message() + " | " + problem.remedy())
              .collect(Collectors.joining("\n"));
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
