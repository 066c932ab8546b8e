package io.wyng.it.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The floors of the engine: packages know only those below them, and only what they need. */
class EngineFloorsTest {

  private static final String ENGINE = CompiledModule.ENGINE + ".";

  private static final Set<String> GROUND = Set.of("archive", "event", "failure");

  /** What each package may know, beyond itself. */
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("archive", Set.of("failure")),
          Map.entry("event", Set.of("archive")),
          Map.entry("failure", Set.of()),
          Map.entry("change", GROUND),
          Map.entry("dedup", GROUND),
          Map.entry("local", GROUND),
          Map.entry("manifest", GROUND),
          Map.entry("pipeline", with(GROUND, "change")),
          Map.entry("plugin", GROUND),
          Map.entry("retention", GROUND),
          Map.entry("format", with(GROUND, "change", "pipeline")),
          Map.entry(
              "format.chunkfile",
              with(GROUND, "format", "change", "dedup", "local", "manifest", "pipeline")));

  private static JavaClasses engine;

  @BeforeAll
  static void readClasses() {
    engine = CompiledModule.named(CompiledModule.ENGINE).classes();
  }

  @Test
  void packagesKnowOnlyThoseBelowThem() {
    Map<String, Set<String>> tooMuch = new TreeMap<>();

    dependencies()
        .filter(dependency -> !mayKnow(origin(dependency), target(dependency)))
        .forEach(dependency ->
            tooMuch
                .computeIfAbsent(origin(dependency), _ -> new TreeSet<>())
                .add(dependency.getDescription()));

    assertEquals(Map.of(), tooMuch);
  }

  @Test
  void operationsKnowNeitherPathsNorManifests() {
    noClasses()
        .that()
        .resideInAPackage(ENGINE + "operation")
        .and()
        .doNotHaveSimpleName("OpenArchive")
        .and()
        .doNotHaveSimpleName("InitializeArchive")
        .and()
        .doNotHaveSimpleName("ForeignAccess")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ENGINE + "format.chunkfile", ENGINE + "manifest", ENGINE + "local")
        .check(engine);
  }

  @Test
  void onlyThePluginPackageLoadsClasses() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ENGINE + "plugin")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(java.util.ServiceLoader.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ModuleLayer.class)
        .check(engine);
  }

  private static Stream<Dependency> dependencies() {
    return engine.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .filter(dependency -> dependency.getTargetClass().getPackageName().startsWith(ENGINE));
  }

  private static boolean mayKnow(String origin, String target) {
    return origin.equals(target)
        || origin.equals("operation")
        || MAY_KNOW.getOrDefault(origin, Set.of()).contains(target);
  }

  private static String origin(Dependency dependency) {
    return dependency.getOriginClass().getPackageName().substring(ENGINE.length());
  }

  private static String target(Dependency dependency) {
    return dependency.getTargetClass().getPackageName().substring(ENGINE.length());
  }

  private static Set<String> with(Set<String> packages, String... more) {
    Set<String> all = new TreeSet<>(packages);
    all.addAll(List.of(more));
    return all;
  }
}
