package io.wyng.engine.plugin;

import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads the jars of a unit as modules that one class loader can hold. */
final class UnitModules {

  private static final String REMOVE =
      "Take the plugin with the libraries that its author ships it with, or remove one of the two.";

  private UnitModules() {}

  /**
   * The modules of a unit.
   *
   * @param unit the files
   * @return one module a jar, by name
   * @throws UnusablePluginException when a jar is damaged, or two of them get in each other's way
   */
  static Map<String, ModuleReference> read(PluginUnit unit) throws UnusablePluginException {
    Map<String, ModuleReference> modules = new TreeMap<>();
    Map<String, ModuleReference> packages = new HashMap<>();
    for (Path jar : unit.jars()) {
      ModuleReference module = moduleIn(jar, unit);
      String name = module.descriptor().name();
      ModuleReference twin = modules.putIfAbsent(name, module);
      if (twin != null) {
        throw refusal(unit, listed(List.of(twin, module)) + " are both the module " + name, REMOVE);
      }
      for (String packageName : module.descriptor().packages()) {
        ModuleReference other = packages.putIfAbsent(packageName, module);
        if (other != null) {
          String files = listed(List.of(other, module));
          throw refusal(unit, files + " both contain the package " + packageName, REMOVE);
        }
      }
    }
    requireNoOwnInterface(modules, unit);
    return modules;
  }

  private static void requireNoOwnInterface(Map<String, ModuleReference> modules, PluginUnit unit)
      throws UnusablePluginException {
    ModuleReference spi = modules.get(SpiVersion.MODULE);
    if (spi != null) {
      throw refusal(
          unit,
          file(spi) + " is a copy of the plugin interface, which a plugin must share with Wyng",
          "Remove that file.");
    }
  }

  private static ModuleReference moduleIn(Path jar, PluginUnit unit)
      throws UnusablePluginException {
    String remedy = "Replace it by an intact copy, or remove it.";
    try {
      return ModuleFinder.of(jar).findAll().stream()
          .findAny()
          .orElseThrow(() -> refusal(unit, jar + " is no jar", remedy));
    } catch (FindException | SecurityException e) {
      // A signed jar whose content was changed is refused by a SecurityException.
      Throwable reason = Objects.requireNonNullElse(e.getCause(), e);
      throw new UnusablePluginException(
          unit.location(),
          jar + " cannot be read as a jar: " + UnusablePluginException.reason(reason),
          remedy,
          e);
    }
  }

  static UnusablePluginException refusal(PluginUnit unit, String message, String remedy) {
    return new UnusablePluginException(unit.location(), message, remedy);
  }

  /** The files of several modules, for a message. */
  static String listed(List<ModuleReference> modules) {
    return String.join(" and ", modules.stream().map(UnitModules::file).toList());
  }

  /** The file that a module lies in. */
  static String file(ModuleReference module) {
    return module.location().map(uri -> Path.of(uri).toString()).orElseThrow();
  }
}
