package io.wyng.engine.plugin;

import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.failure.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Loads all plugins of the plugin directories. One that cannot be used hinders no other: it becomes
 * a {@link PluginProblem}, which is an error only for an operation that needs what it would
 * provide.
 */
public final class PluginLoader {

  private static final Duration TIME_LIMIT = Duration.ofSeconds(10);

  private final FileTrust trust;
  private final UnitInspector inspector;
  private final LayerFactory layers;
  private final ProviderFactory providers;

  /**
   * A loader of plugins for this program.
   *
   * @throws PluginException when the program was not put together as modules with versions
   */
  public PluginLoader() {
    this(FileTrust.ofThisProcess(), TIME_LIMIT);
  }

  /**
   * A loader that trusts and waits as told.
   *
   * @param trust tells which files may be loaded
   * @param timeLimit how long a plugin may take to create its providers
   * @throws PluginException when the program was not put together as modules with versions
   */
  PluginLoader(FileTrust trust, Duration timeLimit) {
    ModuleLayer ownLayer =
        Objects.requireNonNullElse(PluginLoader.class.getModule().getLayer(), ModuleLayer.boot());
    this.trust = trust;
    this.inspector = new UnitInspector(ownLayer, spiVersionIn(ownLayer));
    this.layers = new LayerFactory(ownLayer);
    this.providers = new ProviderFactory(timeLimit);
  }

  private static SpiVersion spiVersionIn(ModuleLayer layer) {
    return layer
        .findModule(SpiVersion.MODULE)
        .flatMap(module -> module.getDescriptor().rawVersion())
        .flatMap(SpiVersion::parse)
        .orElseThrow(() ->
            new PluginException(
                "No plugin can be loaded, because this copy of Wyng was started without the"
                    + " module "
                    + SpiVersion.MODULE
                    + ", or with one that bears no version",
                "Start the installed bin/wyng, or install Wyng again."));
  }

  /**
   * Loads the plugins.
   *
   * @param directories where they are looked for
   * @param assignments what the operator has set of their providers; of several for one setting the
   *     last counts
   * @param listener takes a warning for settings that are not needed any more
   * @return what they provide, and what is wrong with the others
   * @throws UsageException when the operator has set something that there is not, or to a value
   *     that is not allowed
   */
  public PluginRegistry load(
      PluginDirectories directories, List<SettingAssignment> assignments, EventListener listener) {
    ProviderSettings settings = new ProviderSettings(assignments);
    List<PluginProblem> problems = new ArrayList<>();
    List<PluginCandidate> candidates = new ArrayList<>();
    for (Path location : locations(directories, problems)) {
      try {
        candidates.add(inspector.inspect(PluginUnit.open(location, trust)));
      } catch (UnusablePluginException e) {
        problems.add(e.problem());
      }
    }
    List<LoadedPlugin> plugins = new ArrayList<>();
    for (PluginCandidate candidate : withoutTwins(candidates, problems)) {
      try {
        plugins.add(start(candidate, settings));
      } catch (UnusablePluginException e) {
        problems.add(e.problem());
      }
    }
    settings.requireProviders(plugins, problems, listener);
    return new PluginRegistry(plugins, problems);
  }

  private Set<Path> locations(PluginDirectories directories, List<PluginProblem> problems) {
    // A set, for one directory may be reached by two names.
    Set<Path> locations = new LinkedHashSet<>();
    for (Path directory : directories.paths()) {
      try {
        locations.addAll(locationsIn(directory));
      } catch (UnusablePluginException e) {
        problems.add(e.problem());
      }
    }
    return locations;
  }

  private List<Path> locationsIn(Path directory) throws UnusablePluginException {
    try {
      // From here on the real directory is used, so it does not matter who can change links to it.
      Path real = directory.toRealPath();
      String weakness = trust.weakness(real).map(text -> real + " " + text).orElse("");
      if (weakness.isEmpty()) {
        weakness = trust.weaknessAbove(real).orElse("");
      }
      if (!weakness.isEmpty()) {
        throw new UnusablePluginException(
            directory,
            "No plugin in " + directory + " is loaded: " + weakness + PluginUnit.TRUST_RULE,
            "Keep plugins in a directory that only root (or you, if you are not root) can change.");
      }
      return PluginUnit.locationsIn(real);
    } catch (IOException e) {
      throw new UnusablePluginException(
          directory,
          "The plugin directory "
              + directory
              + " cannot be read: "
              + UnusablePluginException.reason(e),
          "Check --plugin-dir and WYNG_PLUGIN_PATH; if neither names it, install Wyng again.",
          e);
    }
  }

  /** Those whose module no other unit has too. Which of two was meant, nobody could tell. */
  private static List<PluginCandidate> withoutTwins(
      List<PluginCandidate> candidates, List<PluginProblem> problems) {
    Map<String, List<PluginCandidate>> byModule = new LinkedHashMap<>();
    for (PluginCandidate candidate : candidates) {
      byModule.computeIfAbsent(candidate.moduleName(), name -> new ArrayList<>()).add(candidate);
    }
    for (Map.Entry<String, List<PluginCandidate>> entry : byModule.entrySet()) {
      List<Path> units = entry.getValue().stream().map(PluginCandidate::location).toList();
      if (units.size() > 1) {
        problems.add(Claimant.dispute(units, "the plugin module " + entry.getKey()));
      }
    }
    return byModule.values().stream()
        .filter(twins -> twins.size() == 1)
        .flatMap(Collection::stream)
        .toList();
  }

  private LoadedPlugin start(PluginCandidate candidate, ProviderSettings settings)
      throws UnusablePluginException {
    ModuleLayer layer = layers.layerOf(candidate);
    return new LoadedPlugin(
        candidate.location(),
        candidate.libraries(),
        candidate.moduleName(),
        candidate.module().descriptor().rawVersion().orElse(""),
        candidate.builtFor(),
        candidate.nativeAccess(),
        providers.providersOf(candidate, layer, settings));
  }
}
