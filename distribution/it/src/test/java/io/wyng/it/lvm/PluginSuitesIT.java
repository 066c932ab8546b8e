package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.program.LongTest;
import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests of the plugins that need a virtual machine: classes named {@code VmSuite} among their
 * compiled tests. Contracts, which take long, have a machine of their own; the other suites of a
 * plugin share one.
 */
@LongTest
class PluginSuitesIT {

  private static final String SUFFIX = "VmSuite.class";

  /** What any of the suites needs; each says so in its own words. */
  private static final List<String> DISKS = List.of("1G", "600M", "16M", "32M");

  @TestFactory
  Stream<DynamicContainer> suitesOfThePlugins() throws IOException {
    Map<String, List<Path>> suites;
    try (Stream<Path> files = Files.walk(Workplace.project().resolve("plugins"))) {
      suites =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted()
              .collect(
                  Collectors.groupingBy(
                      PluginSuitesIT::machineName, TreeMap::new, Collectors.toList()));
    }
    assertTrue(!suites.isEmpty(), "the plugins have suites for the virtual machine");
    return suites.entrySet().stream().map(each -> machine(each.getKey(), each.getValue()));
  }

  private static DynamicContainer machine(String name, List<Path> suites) {
    Path testClasses = testClasses(suites.getFirst());
    List<Path> classes = List.of(testClasses, plugin(testClasses).resolve("target/classes"));
    return new VirtualMachine(DISKS, classes)
        .tests(name, suites.stream().map(PluginSuitesIT::className).toList());
  }

  private static String machineName(Path suite) {
    String name = suite.getFileName().toString();
    String plugin = plugin(testClasses(suite)).getFileName().toString();
    return name.endsWith("Contract" + SUFFIX) ? plugin + ", " + name : plugin;
  }

  private static Path plugin(Path testClasses) {
    return testClasses.resolve("../..").normalize();
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
}
