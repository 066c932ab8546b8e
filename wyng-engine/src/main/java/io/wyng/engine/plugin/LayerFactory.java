package io.wyng.engine.plugin;

import java.lang.ModuleLayer.Controller;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolutionException;
import java.util.List;

/**
 * Gives a plugin a module layer of its own with one class loader, so that two plugins may bring
 * different versions of one library.
 */
final class LayerFactory {

  private final ModuleLayer parent;

  /**
   * A factory of layers.
   *
   * @param parent the layer with the plugin interface, which the plugins' layers see
   */
  LayerFactory(ModuleLayer parent) {
    this.parent = parent;
  }

  /**
   * Makes the layer of a plugin.
   *
   * @param candidate the plugin and its libraries
   * @return a new layer that holds all its explicit modules
   * @throws UnusablePluginException when the modules do not fit together
   */
  ModuleLayer layerOf(PluginCandidate candidate) throws UnusablePluginException {
    try {
      // The unit comes first: what it brings along goes before what Wyng happens to have.
      Configuration configuration =
          parent.configuration().resolve(candidate.finder(), ModuleFinder.of(), candidate.roots());
      Controller controller =
          ModuleLayer.defineModulesWithOneLoader(
              configuration, List.of(parent), ClassLoader.getPlatformClassLoader());
      if (candidate.nativeAccess()) {
        grantNativeAccess(controller);
      }
      return controller.layer();
    } catch (FindException | ResolutionException | LayerInstantiationException e) {
      throw new UnusablePluginException(
          candidate.location(),
          "The modules in " + candidate.location() + " do not fit together: " + e.getMessage(),
          "Take the plugin with the libraries that its author ships it with.",
          e);
    }
  }

  @SuppressWarnings("restricted") // Wyng is started with native access for this module
  private static void grantNativeAccess(Controller controller) {
    controller.layer().modules().forEach(controller::enableNativeAccess);
  }
}
