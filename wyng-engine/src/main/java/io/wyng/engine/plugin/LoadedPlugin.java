package io.wyng.engine.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin at work.
 *
 * @param unit its jar, or the folder with its jar and its libraries
 * @param module the name of its module
 * @param version the version of its module; empty when it bears none
 * @param builtFor the version of the plugin interface that it was built for
 * @param nativeAccess whether it asked for, and was given, the right to call native code
 * @param providers what it provides
 */
public record LoadedPlugin(
    Path unit,
    String module,
    String version,
    SpiVersion builtFor,
    boolean nativeAccess,
    List<LoadedProvider> providers) {

  /** Copies the list. */
  public LoadedPlugin {
    providers = List.copyOf(providers);
  }
}
