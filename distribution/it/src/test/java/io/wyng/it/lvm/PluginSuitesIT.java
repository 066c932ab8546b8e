package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of the plugins that need a virtual machine: classes named {@code VmSuite} among their
 * compiled tests. Those of one plugin share a machine.
 */
class PluginSuitesIT {

  private static final String SUFFIX = "VmSuite.class";

  /** What any of the suites needs; each says so in its own words. */
  private static final List<String> DISKS = List.of("1G", "600M", "16M", "32M");

  @TestFactory
  Stream<DynamicNode> suitesOfThePlugins() throws IOException {
    Map<Path, List<String>> suites;
    try (Stream<Path> files = Files.walk(Workplace.project().resolve("plugins"))) {
      suites =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted()
              .collect(
                  Collectors.groupingBy(
                      PluginSuitesIT::testClasses,
                      TreeMap::new,
                      Collectors.mapping(PluginSuitesIT::className, Collectors.toList())));
    }
    assertTrue(!suites.isEmpty(), "the plugins have suites for the virtual machine");
    return suites.entrySet().stream().map(each -> results(each.getKey(), each.getValue()));
  }

  private static Path testClasses(Path suite) {
    Path directory = suite;
    while (!directory.endsWith("test-classes")) {
      directory = directory.getParent();
    }
    return directory;
  }

  private static String className(Path suite) {
    String file = testClasses(suite).relativize(suite).toString();
    return file.substring(0, file.length() - ".class".length()).replace('/', '.');
  }

  private static DynamicNode results(Path testClasses, List<String> suites) {
    Path plugin = testClasses.resolve("../..").normalize();
    VirtualMachine machine =
        new VirtualMachine(DISKS, List.of(testClasses, plugin.resolve("target/classes")));
    try {
      return dynamicContainer(
          plugin.getFileName().toString(),
          machine.run(suites).stream()
              .map(result ->
                  dynamicTest(result.name(), () -> assertTrue(result.passed(), result.details()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
