package io.wyng.cli.command;

import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.WyngException;
import io.wyng.engine.plugin.PluginDirectories;
import io.wyng.engine.plugin.PluginRegistry;
import io.wyng.engine.plugin.SettingAssignment;
import java.util.List;

/** The way to the plugins, which is gone when a command needs them. */
@FunctionalInterface
public interface PluginLoading {

  /**
   * Loads plugins.
   *
   * @param directories where they are looked for
   * @param settings what the user has set of them
   * @param listener takes warnings
   * @return what they provide
   * @throws WyngException when they cannot be loaded at all, or not with these settings
   */
  PluginRegistry load(
      PluginDirectories directories, List<SettingAssignment> settings, EventListener listener);
}
