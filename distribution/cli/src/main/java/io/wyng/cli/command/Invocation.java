package io.wyng.cli.command;

import io.wyng.cli.console.Console;
import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.cli.report.Report;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.operation.ForeignArchive;
import io.wyng.engine.operation.GuaranteeTests;
import io.wyng.engine.operation.OperationContext;
import io.wyng.engine.operation.TransferLimit;
import io.wyng.engine.plugin.ConfigurationFile;
import io.wyng.engine.plugin.PluginRegistry;
import io.wyng.engine.plugin.SettingAssignment;
import io.wyng.engine.plugin.SettingOrigin;
import io.wyng.spi.durable.DurableFiles;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of one command: what it reports to, and the way to the engine. Nothing is loaded before a
 * command asks for it.
 */
public final class Invocation {

  private static final String VALIDATION = "io.wyng.validation";

  private final GlobalOptions options;
  private final ProcessEnvironment environment;
  private final Console console;
  private final Report report;
  private final PluginLoading pluginLoader;
  private final String words;

  /**
   * Joins what a command works with.
   *
   * @param options the command's options
   * @param environment the surroundings of the process
   * @param console asks the user
   * @param report takes results
   * @param pluginLoader loads plugins
   * @param words the command line as given, for whoever finds the archive locked by us
   */
  public Invocation(
      GlobalOptions options,
      ProcessEnvironment environment,
      Console console,
      Report report,
      PluginLoading pluginLoader,
      String words) {
    this.options = options;
    this.environment = environment;
    this.console = console;
    this.report = report;
    this.pluginLoader = pluginLoader;
    this.words = words;
  }

  Report report() {
    return report;
  }

  void print(String text) {
    console.print(text);
  }

  PluginRegistry plugins() {
    return pluginLoader.load(
        environment.pluginDirectories(options.pluginDirectories), settings(), report);
  }

  /** What is set of plugins: in the configuration file, and behind it on the command line. */
  private List<SettingAssignment> settings() {
    @Nullable String named = options.configurationFile;
    Path file = named == null ? environment.configurationFile() : absolute(named);
    List<SettingAssignment> settings = new ArrayList<>();
    if (named != null || Files.exists(file)) {
      settings.addAll(ConfigurationFile.read(file));
    }
    for (String text : options.settings) {
      settings.add(SettingAssignment.parse(text, new SettingOrigin.CommandLine()));
    }
    return settings;
  }

  OperationContext context() {
    @Nullable String limit = options.transferLimit;
    return new OperationContext(
            plugins(),
            environment.metaDirectory(options.metaDirectory),
            words,
            report,
            this::confirm,
            environment.clock(),
            DurableFiles.system())
        .attendedBy(console.operator(options.unattended, options.acceptNewHostKey))
        .limited(limit == null ? null : Names.parsed(TransferLimit::parse, limit));
  }

  /** For a command on the archive that is configured, or on the one that the options name. */
  OperationContext context(FromOptions from) {
    @Nullable ForeignArchive archive = from.archive(environment);
    return context().reading(archive);
  }

  ForeignArchive foreign(
      String destination, @Nullable String subdirectory, @Nullable String local) {
    return new ForeignArchive(destination, subdirectory, local, environment.temporaryDirectory());
  }

  /** The tests that {@code dest-validate} runs, with a layer of their own. */
  GuaranteeTests guaranteeTests() {
    @Nullable Path directory = environment.validationDirectory();
    if (directory == null || !Files.isDirectory(directory)) {
      throw new LocalException(
          "The contract tests are not installed"
              + (directory == null ? "" : ": there is no " + directory),
          "Install the whole of Wyng.");
    }
    ModuleLayer own =
        Objects.requireNonNullElse(Invocation.class.getModule().getLayer(), ModuleLayer.boot());
    Configuration modules =
        own.configuration()
            .resolveAndBind(ModuleFinder.of(directory), ModuleFinder.of(), Set.of(VALIDATION));
    ModuleLayer layer = own.defineModulesWithOneLoader(modules, Invocation.class.getClassLoader());
    return ServiceLoader.load(layer, GuaranteeTests.class).findFirst().orElseThrow();
  }

  Path absolute(String path) {
    return environment.absolute(path);
  }

  private boolean confirm(String question) {
    return options.unattended || console.ask(question);
  }
}
