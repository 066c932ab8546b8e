package io.wyng.it.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.program.Workplace;
import java.io.IOException;
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

/** Laws 1 and 2: who may know whom, and that every module is one. */
class ModuleLawsTest {

  /** A library for plugins that reach their destination through a command. */
  private static final String SHELL_LIBRARY = "io.wyng.shell";

  static List<CompiledModule> modules() {
    return CompiledModule.all();
  }

  static List<CompiledModule> plugins() {
    return CompiledModule.plugins();
  }

  @Test
  void everyDirectoryWithJavaSourcesIsAModule() throws IOException {
    try (Stream<Path> files = Files.walk(Workplace.project(), 6)) {
      List<Path> without =
          files
              .filter(file -> file.endsWith("src/main/java"))
              .filter(file -> !Files.exists(file.resolve("module-info.java")))
              .toList();

      assertEquals(List.of(), without);
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleIsExplicitAndOpensNothingToEverybody(CompiledModule module) {
    assertFalse(module.descriptor().isAutomatic() || module.descriptor().isOpen());
    assertTrue(
        module.descriptor().opens().stream().allMatch(opens -> opens.isQualified()),
        () -> "opens " + module.descriptor().opens());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModulesPackagesBeginWithItsName(CompiledModule module) {
    Set<String> strangers =
        module.packages().stream()
            .filter(name -> !name.equals(module.name()) && !name.startsWith(module.name() + "."))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), strangers);
  }

  @Test
  void thePluginInterfaceDependsOnTheJdkAlone() {
    CompiledModule spi = CompiledModule.named(CompiledModule.SPI);

    assertEquals(Set.of("java.base", "org.jspecify"), spi.required());
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.wyng.spi..")
        .check(spi.classes());
  }

  @Test
  void theEngineDependsOnThePluginInterfaceAlone() {
    CompiledModule engine = CompiledModule.named(CompiledModule.ENGINE);

    assertEquals(Set.of(CompiledModule.SPI), engine.requiredOfOurs());
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.wyng.spi..", "io.wyng.engine..")
        .check(engine.classes());
  }

  @Test
  void theEngineNamesNoPlugin() {
    CompiledModule engine = CompiledModule.named(CompiledModule.ENGINE);
    Set<String> plugins =
        CompiledModule.plugins().stream().map(CompiledModule::name).collect(Collectors.toSet());

    Map<Path, Set<String>> texts = ClassText.in(engine);

    texts.forEach((file, text) ->
        assertTrue(
            text.stream().noneMatch(constant -> plugins.stream().anyMatch(constant::contains)),
            () -> file + " names a plugin: " + text));
  }

  @Test
  void theCommandLineDependsOnEngineAndPluginInterfaceButOnNoPlugin() {
    CompiledModule cli = CompiledModule.named(CompiledModule.CLI);

    assertTrue(
        Set.of(CompiledModule.SPI, CompiledModule.ENGINE).containsAll(cli.requiredOfOurs()),
        () -> "requires " + cli.requiredOfOurs());
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginKnowsThePluginInterfaceAndNothingElseOfOurs(CompiledModule plugin) {
    assertTrue(
        Set.of(CompiledModule.SPI, SHELL_LIBRARY).containsAll(plugin.requiredOfOurs()),
        () -> "requires " + plugin.requiredOfOurs());
    String[] others =
        CompiledModule.all().stream()
            .map(CompiledModule::name)
            .filter(name -> !name.equals(plugin.name()))
            .filter(name -> !Set.of(CompiledModule.SPI, SHELL_LIBRARY).contains(name))
            .map(name -> name + "..")
            .toArray(String[]::new);
    noClasses().should().dependOnClassesThat().resideInAnyPackage(others).check(plugin.classes());
  }

  @Test
  void theOnlyLibraryOfPluginsIsTheShell() {
    List<CompiledModule> libraries = CompiledModule.libraries();

    assertEquals(List.of(SHELL_LIBRARY), libraries.stream().map(CompiledModule::name).toList());
    assertEquals(Set.of(CompiledModule.SPI), libraries.getFirst().requiredOfOurs());
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginExportsNothingAndProvidesOneThing(CompiledModule plugin) {
    assertEquals(Set.of(), plugin.descriptor().exports());
    assertEquals(Set.of(), plugin.descriptor().opens());
    assertEquals(1, plugin.descriptor().provides().size());
    plugin
        .descriptor()
        .provides()
        .forEach(provided -> assertTrue(provided.service().startsWith(CompiledModule.SPI + ".")));
  }
}
