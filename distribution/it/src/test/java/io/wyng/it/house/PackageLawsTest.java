package io.wyng.it.house;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law 3: packages are named after their subject, introduce themselves, and form no cycles. */
class PackageLawsTest {

  private static final Set<String> NAMES_OF_NO_SUBJECT =
      Set.of(
          "base",
          "common",
          "commons",
          "core",
          "helper",
          "helpers",
          "impl",
          "internals",
          "misc",
          "model",
          "models",
          "shared",
          "support",
          "tool",
          "tools",
          "util",
          "utils");

  static List<CompiledModule> modules() {
    return CompiledModule.all();
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("io.wyng.(**)").should().beFreeOfCycles().check(CompiledModule.allClasses());
  }

  @ParameterizedTest
  @MethodSource("modules")
  void packagesAreNamedAfterTheirSubject(CompiledModule module) {
    Set<String> vague =
        module.packages().stream()
            .filter(
                name -> Arrays.stream(name.split("\\.")).anyMatch(NAMES_OF_NO_SUBJECT::contains))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), vague);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void everyPackageIntroducesItselfAndIsNullMarked(CompiledModule module) {
    for (String name : module.packages()) {
      JavaPackage each = module.classes().getPackage(name);

      assertTrue(each.tryGetPackageInfo().isPresent(), () -> name + " has no package-info.java");
      assertTrue(each.isAnnotatedWith(NullMarked.class), () -> name + " is not @NullMarked");
    }
  }
}
