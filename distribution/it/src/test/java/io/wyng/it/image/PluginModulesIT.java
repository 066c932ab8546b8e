package io.wyng.it.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.program.Workplace;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jars in the image's plugin directory, as modules. */
class PluginModulesIT {

  /** What lies there, and the service that each provides. */
  private static final Map<String, Expectation> EXPECTED =
      Map.ofEntries(
          unit("codec-bzip2", "io.wyng.codec.bzip2", "codec.CodecProvider"),
          unit("codec-zlib", "io.wyng.codec.zlib", "codec.CodecProvider"),
          unit("codec-zstd", "io.wyng.codec.zstd", "codec.CodecProvider"),
          unit(
              "destination-internal.jar",
              "io.wyng.destination.internal",
              "destination.DestinationProvider"),
          unit("destination-qubes", "io.wyng.destination.qubes", "destination.DestinationProvider"),
          unit(
              "destination-qubes-ssh",
              "io.wyng.destination.qubesssh",
              "destination.DestinationProvider"),
          unit("destination-ssh", "io.wyng.destination.ssh", "destination.DestinationProvider"),
          unit("hash-blake2b", "io.wyng.hash.blake2b", "hash.HashProvider"),
          unit("hash-sha256.jar", "io.wyng.hash.sha256", "hash.HashProvider"),
          unit("source-file.jar", "io.wyng.source.file", "source.SourceProvider"),
          unit("source-lvm-thin", "io.wyng.source.lvmthin", "source.SourceProvider"));

  /** A library of ours that plugins may bring. */
  private static final String SHELL_LIBRARY = "io.wyng.shell";

  private record Expectation(String module, String service) {}

  private static Map.Entry<String, Expectation> unit(String name, String module, String service) {
    return Map.entry(name, new Expectation(module, service));
  }

  static List<Path> units() throws IOException {
    try (Stream<Path> entries = Files.list(Wyng.assembled().plugins())) {
      return entries.sorted().toList();
    }
  }

  @Test
  void thePluginDirectoryHoldsWhatItShould() throws IOException {
    Set<String> names =
        units().stream()
            .map(unit -> unit.getFileName().toString())
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(new TreeSet<>(EXPECTED.keySet()), names);
  }

  @ParameterizedTest
  @MethodSource("units")
  void aPluginIsOneExplicitModuleThatProvidesOneServiceAndExportsNothing(Path unit) {
    Expectation expected = EXPECTED.get(unit.getFileName().toString());

    ModuleDescriptor plugin = plugin(unit);

    assertEquals(expected.module(), plugin.name());
    assertFalse(plugin.isAutomatic() || plugin.isOpen());
    assertEquals(
        List.of("io.wyng.spi." + expected.service()),
        plugin.provides().stream().map(ModuleDescriptor.Provides::service).toList());
    assertEquals(Set.of(), plugin.exports());
    assertEquals(Set.of(), plugin.opens());
    assertTrue(plugin.rawVersion().isPresent(), "it bears a version");
  }

  @ParameterizedTest
  @MethodSource("units")
  void aPluginResolvesWithItsLibrariesAloneInALayerOfItsOwn(Path unit) {
    ModuleLayer interfaceLayer =
        layer(ModuleLayer.boot(), modulesOfTheInterface(), Set.of("io.wyng.spi"));
    Set<String> roots =
        ModuleFinder.of(unit).findAll().stream()
            .map(ModuleReference::descriptor)
            .filter(module -> !module.isAutomatic())
            .map(ModuleDescriptor::name)
            .collect(Collectors.toSet());

    ModuleLayer layer = layer(interfaceLayer, ModuleFinder.of(unit), roots);

    assertEquals(
        names(ModuleFinder.of(unit)),
        layer.modules().stream()
            .map(Module::getName)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("units")
  void aPluginRecordsTheVersionOfTheInterfaceItWasBuiltFor(Path unit) {
    ModuleDescriptor spi = modulesOfTheInterface().find("io.wyng.spi").orElseThrow().descriptor();

    ModuleDescriptor.Requires required =
        plugin(unit).requires().stream()
            .filter(each -> each.name().equals("io.wyng.spi"))
            .findFirst()
            .orElseThrow();

    assertEquals(spi.rawVersion(), required.rawCompiledVersion());
  }

  @ParameterizedTest
  @MethodSource("units")
  void noPluginBringsACopyOfTheInterfaceOrOfTheEngine(Path unit) {
    Set<String> packages =
        ModuleFinder.of(unit).findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .filter(name -> name.startsWith("io.wyng."))
            .filter(name -> !name.startsWith(plugin(unit).name()))
            .filter(name -> !name.startsWith(SHELL_LIBRARY))
            .collect(Collectors.toSet());

    assertEquals(Set.of(), packages);
  }

  /** The jars that the run-time image was linked from. */
  private static ModuleFinder modulesOfTheInterface() {
    return ModuleFinder.of(Workplace.image().resolveSibling("modules"));
  }

  private static ModuleDescriptor plugin(Path unit) {
    List<ModuleDescriptor> plugins =
        ModuleFinder.of(unit).findAll().stream()
            .map(ModuleReference::descriptor)
            .filter(module -> module.name().startsWith("io.wyng."))
            .filter(module -> !module.name().equals(SHELL_LIBRARY))
            .toList();
    assertEquals(1, plugins.size(), () -> "modules of ours in " + unit + ": " + plugins);
    return plugins.getFirst();
  }

  private static ModuleLayer layer(ModuleLayer parent, ModuleFinder finder, Set<String> roots) {
    Configuration configuration = parent.configuration().resolve(finder, ModuleFinder.of(), roots);
    return ModuleLayer.defineModulesWithOneLoader(
            configuration, List.of(parent), ClassLoader.getPlatformClassLoader())
        .layer();
  }

  private static Set<String> names(ModuleFinder finder) {
    return finder.findAll().stream()
        .map(module -> module.descriptor().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
