package io.wyng.engine.plugin;

import java.nio.file.Path;
import java.util.List;

/**
 * A plugin at work.
 *
 * @param unit its jar, or the folder with its jar and its libraries
 * @param libraries the other jars of the folder
 * @param module the name of its module
 * @param version the version of its module; empty when it bears none
 * @param builtFor the version of the plugin interface that it was built for
 * @param nativeAccess whether it asked for, and was given, the right to call native code
 * @param providers what it provides
 */
public record LoadedPlugin(
    Path unit,
    List<Path> libraries,
    String module,
    String version,
    SpiVersion builtFor,
    boolean nativeAccess,
    List<LoadedProvider> providers) {

  /** Copies the lists. */
  public LoadedPlugin {
    libraries = List.copyOf(libraries);
    providers = List.copyOf(providers);
  }

  /**
   * The same plugin, as far as some of its providers are concerned.
   *
   * @param some providers of it
   * @return a plugin with no others
   */
  public LoadedPlugin withProviders(List<LoadedProvider> some) {
    return new LoadedPlugin(unit, libraries, module, version, builtFor, nativeAccess, some);
  }
}
