package io.wyng.engine.plugin;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The engine and the plugin interface as named modules, within the JVM of the test. */
final class ModularEngine {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final BiFunction<List<Path>, Duration, UnaryOperator<String>> loader;

  @SuppressWarnings("restricted") // what the installed program is started with
  ModularEngine(Path scratch) throws IOException, ReflectiveOperationException {
    ModuleFinder finder = ModuleFinder.of(exploded(scratch), PluginBuilder.spiClasses());
    Configuration configuration =
        ModuleLayer.boot()
            .configuration()
            .resolve(finder, ModuleFinder.of(), Set.of("io.wyng.engine"));
    ModuleLayer.Controller controller =
        ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(ModuleLayer.boot()), ClassLoader.getPlatformClassLoader());
    controller.enableNativeAccess(controller.layer().findModule("io.wyng.engine").orElseThrow());
    this.loader = loaderIn(controller.layer());
  }

  /** The engine's classes and the class that tests talk to, as the directory of one module. */
  static Path exploded(Path scratch) throws IOException {
    Path engine = Files.createTempDirectory(scratch, "engine");
    PluginBuilder.copyFiles(PluginBuilder.codeSourceOf(PluginLoader.class), engine);
    String driver = LoaderInModule.class.getName().replace('.', '/') + ".class";
    Files.copy(
        PluginBuilder.codeSourceOf(LoaderInModule.class).resolve(driver), engine.resolve(driver));
    return engine;
  }

  @SuppressWarnings("unchecked") // the class over there has no other type here
  private static BiFunction<List<Path>, Duration, UnaryOperator<String>> loaderIn(ModuleLayer layer)
      throws ReflectiveOperationException {
    return (BiFunction<List<Path>, Duration, UnaryOperator<String>>)
        layer
            .findLoader("io.wyng.engine")
            .loadClass(LoaderInModule.class.getName())
            .getConstructor()
            .newInstance();
  }

  /**
   * Loads plugins, with all the time they need; the answer takes {@link LoaderInModule}'s
   * questions.
   */
  UnaryOperator<String> load(Path... directories) {
    return loader.apply(List.of(directories), LONG);
  }

  /** Loads plugins with settings: texts as behind {@code --set}, or absolute paths of files. */
  UnaryOperator<String> loadSetting(Path directory, String... settings) {
    List<Path> arguments = new ArrayList<>(List.of(directory, LoaderInModule.SETTINGS));
    Stream.of(settings).map(Path::of).forEach(arguments::add);
    return loader.apply(arguments, LONG);
  }

  UnaryOperator<String> load(Duration timeLimit, Path directory) {
    return loader.apply(List.of(directory), timeLimit);
  }
}
