package io.wyng.engine.plugin;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A unit whose descriptors promise a plugin that works here. None of its code has run yet.
 *
 * @param unit the files
 * @param module the plugin's own module
 * @param modules all modules of the unit by name, the plugin's own included
 * @param builtFor the version of the plugin interface that it was built for
 * @param nativeAccess whether it asks for the right to call native code
 */
record PluginCandidate(
    PluginUnit unit,
    ModuleReference module,
    Map<String, ModuleReference> modules,
    SpiVersion builtFor,
    boolean nativeAccess) {

  Path location() {
    return unit.location();
  }

  /** The jars beside the plugin's own. */
  List<Path> libraries() {
    Path own = Path.of(module.location().orElseThrow());
    return unit.jars().stream().filter(jar -> !jar.equals(own)).toList();
  }

  String moduleName() {
    return module.descriptor().name();
  }

  /** The modules that must be resolved. An automatic one joins when somebody requires it. */
  Set<String> roots() {
    Set<String> roots = new TreeSet<>();
    modules.forEach((name, reference) -> {
      if (!reference.descriptor().isAutomatic()) {
        roots.add(name);
      }
    });
    return roots;
  }

  /** Finds the modules of the unit. */
  ModuleFinder finder() {
    return new ModuleFinder() {
      @Override
      public Optional<ModuleReference> find(String name) {
        return Optional.ofNullable(modules.get(name));
      }

      @Override
      public Set<ModuleReference> findAll() {
        return Set.copyOf(modules.values());
      }
    };
  }
}
