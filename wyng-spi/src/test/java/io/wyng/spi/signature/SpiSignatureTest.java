package io.wyng.spi.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.wyng.spi.Provider;
import io.wyng.spi.signature.SignatureFiles.Version;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plugin interface is a contract: it changes with its version only, and never by accident. */
class SpiSignatureTest {

  private static final String RECORD_PROPERTY = "wyng.spi.record";
  private static final String RECORD_COMMAND =
      "mvn -pl wyng-spi test -Dtest=SpiSignatureTest -D" + RECORD_PROPERTY;

  private static final SignatureFiles FILES = SignatureFiles.inSourceTree();

  private static Signature current;
  private static String moduleVersion;
  private static Version version;

  @BeforeAll
  static void readTheInterface() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Provider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ModuleReference module = ModuleFinder.of(classes).find("io.wyng.spi").orElseThrow();
    moduleVersion = module.descriptor().rawVersion().orElseThrow();
    version = Version.of(moduleVersion);
    current = Rendering.of(exportedTypes(module));
    if (System.getProperty(RECORD_PROPERTY) != null) {
      recordUnlessReleased();
    }
  }

  private static Stream<Class<?>> exportedTypes(ModuleReference module) throws IOException {
    Set<String> packages =
        module.descriptor().exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    try (ModuleReader reader = module.open();
        Stream<String> files = reader.list()) {
      // Nested types come with the types that they are nested in.
      List<String> names =
          files
              .filter(file -> file.endsWith(".class") && !file.contains("$"))
              .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
              .filter(
                  name -> packages.contains(name.substring(0, Math.max(0, name.lastIndexOf('.')))))
              .filter(name -> !name.endsWith("package-info"))
              .toList();
      return names.stream().map(SpiSignatureTest::loaded);
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, Provider.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** What was released stays as it was: a plugin in the field was built for it. */
  private static void recordUnlessReleased() throws IOException {
    boolean released = !moduleVersion.equals(version + ".0-SNAPSHOT");
    boolean differs = FILES.of(version).filter(known -> !known.equals(current)).isPresent();
    if (released && differs) {
      fail("Version " + version + " was released and cannot be recorded again.\n" + advice());
    }
    FILES.record(version, current);
  }

  @Test
  void theInterfaceIsTheOneThatWasRecordedForItsVersion() throws IOException {
    Optional<Signature> recorded = FILES.of(version);

    assertTrue(recorded.isPresent(), () -> "There is no " + FILES.file(version) + ".\n" + advice());
    List<String> difference = current.differenceFrom(recorded.get());
    assertEquals(
        List.of(),
        difference,
        () ->
            "The plugin interface is not the one that was recorded in "
                + FILES.file(version)
                + ":\n  "
                + String.join("\n  ", difference)
                + "\n"
                + advice());
  }

  @Test
  void aNewerMinorVersionTakesThePluginsOfTheOlderOnes() throws IOException {
    List<Version> versions = FILES.versions();

    for (int i = 1; i < versions.size(); i++) {
      Version older = versions.get(i - 1);
      Version newer = versions.get(i);
      if (older.major() == newer.major()) {
        List<String> breaks =
            Compatibility.breaks(FILES.of(older).orElseThrow(), FILES.of(newer).orElseThrow());

        assertEquals(
            List.of(),
            breaks,
            () ->
                "A plugin built for %s would not work with %s:\n  %s\nTake that back, or raise the version of all modules to %d.0.0-SNAPSHOT, delete %s and run: %s"
                    .formatted(
                        older,
                        newer,
                        String.join("\n  ", breaks),
                        older.major() + 1,
                        FILES.file(newer),
                        RECORD_COMMAND));
      }
    }
  }

  private static String advice() {
    return """
    If that was no accident:
    * While the version is %1$s.0-SNAPSHOT, nobody has plugins for %1$s yet. Run: %2$s
    * Otherwise raise the version of all modules first: to %3$d.%4$d.0-SNAPSHOT when everything that \
    was there still is, and older plugins need not implement anything new; else to \
    %5$d.0.0-SNAPSHOT. Then run the same command, and commit the new file with the change.
    """
        .formatted(
            version, RECORD_COMMAND, version.major(), version.minor() + 1, version.major() + 1);
  }
}
