package io.wyng.engine.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/** Reads the module descriptors of a unit and tells whether there is a plugin that works here. */
final class UnitInspector {

  /** The manifest attribute by which a plugin's jar asks for native access for its whole unit. */
  static final String NATIVE_ACCESS = "Wyng-Native-Access";

  private static final Set<String> SERVICES =
      Arrays.stream(ProviderKind.values())
          .map(kind -> kind.service().getName())
          .collect(Collectors.toUnmodifiableSet());

  private final ModuleLayer parent;
  private final SpiVersion spiVersion;

  /**
   * An inspector for units that will be given a layer.
   *
   * @param parent the layer that theirs will see
   * @param spiVersion the version of the plugin interface in it
   */
  UnitInspector(ModuleLayer parent, SpiVersion spiVersion) {
    this.parent = parent;
    this.spiVersion = spiVersion;
  }

  /**
   * Looks into a unit without running anything of it.
   *
   * @param unit the files
   * @return what the plugin's descriptors say
   * @throws UnusablePluginException when there is no plugin, or none that can work here
   */
  PluginCandidate inspect(PluginUnit unit) throws UnusablePluginException {
    Map<String, ModuleReference> modules = UnitModules.read(unit);
    ModuleReference plugin = pluginAmong(modules, unit);
    SpiVersion builtFor = versionBuiltFor(plugin.descriptor(), unit);
    requireAllPresent(modules, unit);
    return new PluginCandidate(unit, plugin, modules, builtFor, wantsNativeAccess(plugin, unit));
  }

  private static ModuleReference pluginAmong(Map<String, ModuleReference> modules, PluginUnit unit)
      throws UnusablePluginException {
    List<ModuleReference> plugins =
        modules.values().stream().filter(UnitInspector::providesSomething).toList();
    if (plugins.size() > 1) {
      throw UnitModules.refusal(
          unit,
          unit.location() + " holds more than one plugin: " + UnitModules.listed(plugins),
          "Give each plugin a folder of its own.");
    }
    if (plugins.isEmpty() || plugins.getFirst().descriptor().isAutomatic()) {
      throw UnitModules.refusal(
          unit, noPlugin(modules, unit), "Remove it, or ask its author for a Wyng plugin.");
    }
    return plugins.getFirst();
  }

  private static String noPlugin(Map<String, ModuleReference> modules, PluginUnit unit) {
    boolean onlyAutomatic =
        modules.values().stream().allMatch(module -> module.descriptor().isAutomatic());
    return unit.location()
        + (onlyAutomatic
            ? " is no plugin: it has no module descriptor (module-info.class)"
            : " is no plugin: no module in it provides a codec, hash, source or destination");
  }

  private static boolean providesSomething(ModuleReference module) {
    return module.descriptor().provides().stream()
        .anyMatch(provided -> SERVICES.contains(provided.service()));
  }

  private SpiVersion versionBuiltFor(ModuleDescriptor plugin, PluginUnit unit)
      throws UnusablePluginException {
    Optional<Requires> spi =
        plugin.requires().stream()
            .filter(required -> required.name().equals(SpiVersion.MODULE))
            .findAny();
    SpiVersion builtFor =
        spi.flatMap(SpiVersion::recordedBy)
            .orElseThrow(() ->
                UnitModules.refusal(
                    unit,
                    plugin(plugin, unit)
                        + " does not tell which version of the plugin interface it was built for",
                    "It must be compiled with \"requires "
                        + SpiVersion.MODULE
                        + "\" against Wyng's own wyng-spi jar."));
    if (!spiVersion.supports(builtFor)) {
      throw UnitModules.refusal(
          unit,
          plugin(plugin, unit)
              + " was built for version "
              + builtFor
              + " of the plugin interface, and this Wyng has "
              + spiVersion,
          builtFor.major() >= spiVersion.major()
              ? "Update Wyng, or install a version of the plugin that was built for this Wyng."
              : "Install a version of the plugin that was built for this Wyng.");
    }
    return builtFor;
  }

  private static String plugin(ModuleDescriptor plugin, PluginUnit unit) {
    String version = plugin.rawVersion().map(text -> " " + text).orElse("");
    return unit.location() + " (" + plugin.name() + version + ")";
  }

  private void requireAllPresent(Map<String, ModuleReference> modules, PluginUnit unit)
      throws UnusablePluginException {
    for (ModuleReference module : modules.values()) {
      for (Requires required : module.descriptor().requires()) {
        if (!required.modifiers().contains(Requires.Modifier.STATIC)
            && !modules.containsKey(required.name())
            && parent.findModule(required.name()).isEmpty()) {
          throw missing(required.name(), module, unit);
        }
      }
    }
  }

  private static UnusablePluginException missing(
      String name, ModuleReference module, PluginUnit unit) {
    return UnitModules.refusal(
        unit,
        UnitModules.file(module)
            + " needs the module "
            + name
            + ", which neither it nor Wyng brings along",
        unit.isFolder()
            ? "Add the jar of that module to the folder."
            : "Make a folder of it: the plugin's jar, and beside it the jar of that module.");
  }

  private static boolean wantsNativeAccess(ModuleReference plugin, PluginUnit unit)
      throws UnusablePluginException {
    try (ModuleReader reader = plugin.open()) {
      Optional<InputStream> manifest = reader.open("META-INF/MANIFEST.MF");
      if (manifest.isEmpty()) {
        return false;
      }
      try (InputStream content = manifest.get()) {
        String value = new Manifest(content).getMainAttributes().getValue(NATIVE_ACCESS);
        return Boolean.parseBoolean(value);
      }
    } catch (IOException | SecurityException e) {
      throw new UnusablePluginException(
          unit.location(),
          "The manifest of "
              + UnitModules.file(plugin)
              + " cannot be read: "
              + UnusablePluginException.reason(e),
          "Replace it by an intact copy, or remove it.",
          e);
    }
  }
}
