package io.wyng.it.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A module of the project, as the compiler left it.
 *
 * @param directory its directory
 * @param descriptor its compiled descriptor
 */
record CompiledModule(Path directory, ModuleDescriptor descriptor) {

  static final String SPI = "io.wyng.spi";
  static final String ENGINE = "io.wyng.engine";
  static final String CLI = "io.wyng.cli";

  private static final int DEPTH = 7;

  /** All modules of the project. */
  static List<CompiledModule> all() {
    Path project = Workplace.project();
    try (Stream<Path> files = Files.walk(project, DEPTH)) {
      List<CompiledModule> modules =
          files
              .filter(file -> file.endsWith("src/main/java/module-info.java"))
              .map(file -> file.resolve("../../../..").normalize())
              .sorted()
              .map(CompiledModule::in)
              .toList();
      if (modules.isEmpty()) {
        throw new IllegalStateException("no module was found below " + project);
      }
      return modules;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All plugins. */
  static List<CompiledModule> plugins() {
    return belowPlugins().filter(module -> !module.descriptor.provides().isEmpty()).toList();
  }

  /** The libraries that plugins share. */
  static List<CompiledModule> libraries() {
    return belowPlugins().filter(module -> module.descriptor.provides().isEmpty()).toList();
  }

  private static Stream<CompiledModule> belowPlugins() {
    Path plugins = Workplace.project().resolve("plugins");
    return all().stream().filter(module -> module.directory.startsWith(plugins));
  }

  static CompiledModule named(String name) {
    return all().stream()
        .filter(module -> module.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no module " + name));
  }

  /** The classes of all modules. */
  static JavaClasses allClasses() {
    return Classes.ALL;
  }

  /** Reading them takes long, so it is done once. */
  private static final class Classes {
    static final JavaClasses ALL =
        new ClassFileImporter().importPaths(all().stream().map(CompiledModule::output).toList());
  }

  private static CompiledModule in(Path directory) {
    Path file = directory.resolve("target/classes/module-info.class");
    try (InputStream input = Files.newInputStream(file)) {
      return new CompiledModule(directory, ModuleDescriptor.read(input));
    } catch (IOException e) {
      throw new UncheckedIOException("Build the whole project first: " + file, e);
    }
  }

  String name() {
    return descriptor.name();
  }

  /** Where its class files are. */
  Path output() {
    return directory.resolve("target/classes");
  }

  /** Its classes; their packages begin with its name. */
  JavaClasses classes() {
    return allClasses().that(resideInAPackage(name() + ".."));
  }

  /** The packages in which there are classes. */
  Set<String> packages() {
    try (Stream<Path> files = Files.walk(output())) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> output().relativize(file).getParent())
          .filter(Objects::nonNull)
          .map(directory -> directory.toString().replace('/', '.'))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of the modules that it requires. */
  Set<String> required() {
    return descriptor.requires().stream()
        .map(ModuleDescriptor.Requires::name)
        .collect(Collectors.toSet());
  }

  /** The modules of ours that it requires. */
  Set<String> requiredOfOurs() {
    return required().stream()
        .filter(name -> name.startsWith("io.wyng."))
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return name();
  }
}
