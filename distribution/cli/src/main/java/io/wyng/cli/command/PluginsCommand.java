package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.LoadedProvider;
import io.wyng.engine.plugin.PluginRegistry;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng plugins}: shows what was dropped in. */
@Command(
    header = "List the plugins: sources, destinations, codecs and hashes.",
    description = {
      "A plugin is a jar, or a directory with a jar and its libraries, in the directory plugins of"
          + " the installation, in a directory given by --plugin-dir, or in one of those named by the"
          + " variable WYNG_PLUGIN_PATH (separated by colons). Plugins that cannot be used are shown"
          + " with the reason.",
      "What can be set of a plugin is shown with its name. It is set by --set for one command, or"
          + " for all by lines such as \"destination.ssh.window = 64MiB\" in the configuration file"
          + " (see --config).",
    },
    footer = {
      "%nExamples:",
      "  wyng plugins",
      "  wyng plugins ssh",
      "  wyng plugins destination.ssh --set=destination.ssh.window=64MiB",
      "  wyng plugins --plugin-dir=./my-plugins --json",
    })
final class PluginsCommand extends Subcommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "Show all about the plugin of this name, such as ssh or destination.ssh (default: list all"
              + " plugins).")
  @Nullable String name;

  @Option(names = "--verbose", description = "Show all about all plugins.")
  boolean verbose;

  @Override
  public void run(Invocation invocation) {
    PluginRegistry registry = invocation.plugins();
    if (name != null) {
      invocation.report().pluginsInFull(named(name, registry.plugins()), List.of());
    } else if (verbose) {
      invocation.report().pluginsInFull(registry.plugins(), registry.problems());
    } else {
      invocation.report().plugins(registry.plugins(), registry.problems());
    }
  }

  private static List<LoadedPlugin> named(String name, List<LoadedPlugin> plugins) {
    List<LoadedPlugin> found =
        plugins.stream()
            .map(plugin ->
                plugin.withProviders(
                    plugin.providers().stream()
                        .filter(
                            provider -> provider.name().equals(name) || provider.id().equals(name))
                        .toList()))
            .filter(plugin -> !plugin.providers().isEmpty())
            .toList();
    if (found.isEmpty()) {
      throw new UsageException(
          "There is no plugin \"" + name + "\"",
          "There are: "
              + plugins.stream()
                  .flatMap(plugin -> plugin.providers().stream())
                  .map(LoadedProvider::id)
                  .sorted()
                  .collect(Collectors.joining(", "))
              + ". \"wyng plugins\" also shows those that cannot be used.");
    }
    return found;
  }
}
