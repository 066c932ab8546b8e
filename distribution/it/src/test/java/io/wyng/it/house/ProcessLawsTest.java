package io.wyng.it.house;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Collection;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Laws 4 and 6: what belongs to the process as a whole, and other processes. */
class ProcessLawsTest {

  private static final String LVM = "io.wyng.source.lvmthin";
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "/bin/sh", "/bin/bash", "/usr/bin/sh", "/usr/bin/env");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes = CompiledModule.allClasses();
  }

  @Test
  void onlyTheCommandLineTouchesTheStandardStreams() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.wyng.cli..")
        .should()
        .accessField(System.class, "in")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethod(Throwable.class, "printStackTrace")
        .orShould()
        .callMethod(System.class, "console")
        .check(classes);
  }

  @Test
  void onlyTheCommandLineEndsTheProcess() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.wyng.cli..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(classes);
  }

  @Test
  void noProgramIsStartedFromOneString() {
    noClasses()
        .should()
        .callMethodWhere(target(owner(equivalentTo(Runtime.class))).and(target(name("exec"))))
        .check(classes);
  }

  @Test
  void onlyTheLvmSourceAndTheShellLibraryStartPrograms() {
    noClasses()
        .that()
        .resideOutsideOfPackages(LVM + "..", "io.wyng.shell..")
        .should()
        .dependOnClassesThat()
        .areAssignableTo(ProcessBuilder.class)
        .check(classes);
  }

  @Test
  void noProgramIsStartedThroughAShell() {
    Collection<Set<String>> texts = ClassText.in(CompiledModule.named(LVM)).values();

    assertTrue(
        texts.stream().noneMatch(text -> text.stream().anyMatch(SHELLS::contains)),
        "the module that starts programs names a shell");
  }
}
