package io.wyng.cli.report;

import io.wyng.engine.plugin.ChosenSetting;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.LoadedProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Plugins for people: a table of all, and all that is known of one. */
final class PluginLines {

  private static final String NONE = "-";

  private PluginLines() {}

  /** A line for each provider. */
  static String table(List<LoadedPlugin> plugins) {
    Table table = new Table("llllll", "NAME", "KIND", "VERSION", "SPI", "FILE", "DESCRIPTION");
    for (LoadedPlugin plugin : plugins) {
      for (LoadedProvider provider : plugin.providers()) {
        table.row(
            provider.name(),
            provider.kind().word(),
            orNone(plugin.version()),
            plugin.builtFor().toString(),
            plugin.unit().toString(),
            provider.description());
      }
    }
    return table.render();
  }

  /** A paragraph for each provider. */
  static String inFull(List<LoadedPlugin> plugins) {
    return plugins.stream()
        .flatMap(plugin -> plugin.providers().stream().map(provider -> paragraph(plugin, provider)))
        .collect(Collectors.joining("\n\n"));
  }

  private static String paragraph(LoadedPlugin plugin, LoadedProvider provider) {
    List<String> lines = new ArrayList<>();
    lines.add(provider.id() + ": " + provider.description());
    if (!provider.schemes().isEmpty()) {
      lines.add(
          "  URL schemes       "
              + provider.schemes().stream()
                  .sorted()
                  .map(scheme -> scheme + ":")
                  .collect(Collectors.joining(", ")));
    }
    lines.add("  Module            " + plugin.module());
    lines.add("  Version           " + orNone(plugin.version()));
    lines.add("  Plugin interface  " + plugin.builtFor());
    lines.add("  File              " + plugin.unit());
    lines.add("  Libraries         " + orNone(libraries(plugin)));
    lines.add(
        "  Native access     " + (plugin.nativeAccess() ? "asked for, granted" : "not granted"));
    lines.add("  Settings          " + (provider.settings().isEmpty() ? "none" : ""));
    if (!provider.settings().isEmpty()) {
      lines.add("    " + settings(provider).replace("\n", "\n    "));
    }
    return lines.stream().map(String::stripTrailing).collect(Collectors.joining("\n"));
  }

  private static String settings(LoadedProvider provider) {
    Table table = new Table("llllll", "NAME", "VALUE", "FROM", "DEFAULT", "TAKES", "DESCRIPTION");
    for (ChosenSetting chosen : provider.settings()) {
      table.row(
          chosen.setting().name(),
          orNone(chosen.value()),
          chosen.origin(),
          orNone(chosen.setting().defaultText()),
          chosen.setting().type(),
          chosen.setting().description());
    }
    return table.render();
  }

  private static String libraries(LoadedPlugin plugin) {
    return plugin.libraries().stream()
        .map(library -> library.getFileName().toString())
        .collect(Collectors.joining(", "));
  }

  private static String orNone(String text) {
    return text.isEmpty() ? NONE : text;
  }
}
