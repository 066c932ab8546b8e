package io.wyng.it.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Habits that hold for every class. */
class CodeLawsTest {

  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|UnsupportedOperation" + "Exception");

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes = CompiledModule.allClasses();
  }

  @Test
  void failuresHaveTypes() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(classes);
  }

  @Test
  void nobodyCatchesEverythingThatCanBeThrownByAnybody() {
    List<String> tooWide =
        classes.stream()
            .flatMap(type -> type.getCodeUnits().stream())
            .flatMap(code -> code.getTryCatchBlocks().stream())
            .filter(block ->
                block.getCaughtThrowables().stream()
                    .anyMatch(caught -> caught.isEquivalentTo(Exception.class)))
            .map(block -> block.getSourceCodeLocation().toString())
            .toList();

    assertEquals(List.of(), tooWide);
  }

  @Test
  void staticFieldsHoldNoState() {
    fields().that().areStatic().should().beFinal().check(classes);
  }

  @Test
  void nobodyLogsToJavaUtilLogging() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(classes);
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertEquals(
        List.of(),
        CompiledModule.all().stream()
            .flatMap(module -> sources(module.directory()))
            .filter(CodeLawsTest::isUnfinished)
            .map(Workplace.project()::relativize)
            .toList());
  }

  private static Stream<Path> sources(Path directory) {
    try (Stream<Path> files = Files.walk(directory.resolve("src"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isUnfinished(Path source) {
    try {
      return UNFINISHED.matcher(Files.readString(source)).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
