package io.wyng.cli.command;

import io.wyng.engine.plugin.PluginRegistry;
import picocli.CommandLine.Command;

/** {@code wyng plugins}: shows what was dropped in. */
@Command(
    header = "List the plugins: sources, destinations, codecs and hashes.",
    description = {
      "A plugin is a jar, or a directory with a jar and its libraries, in the directory plugins of"
          + " the installation, in a directory given by --plugin-dir, or in one of those named by the"
          + " variable WYNG_PLUGIN_PATH (separated by colons). Plugins that cannot be used are shown"
          + " with the reason.",
    },
    footer = {"%nExamples:", "  wyng plugins", "  wyng plugins --plugin-dir=./my-plugins --json"})
final class PluginsCommand extends Subcommand {

  @Override
  public void run(Invocation invocation) {
    PluginRegistry registry = invocation.plugins();
    invocation.report().plugins(registry.plugins(), registry.problems());
  }
}
