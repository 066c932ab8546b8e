package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests that need a real device-mapper or file systems of their own: classes named {@code
 * VmSuite}, of this module the assembled program on thin pools, of the plugins their contracts and
 * more. What is tested is told by the suites. Machines run side by side, as many as there are
 * processors.
 */
class VirtualMachineIT {

  private static final String SUFFIX = "VmSuite.class";

  /** What any suite of a plugin needs; each says so in its own words. */
  private static final List<String> PLUGIN_DISKS = List.of("1G", "600M", "16M", "32M");

  private static final ExecutorService MACHINES =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(), Thread.ofPlatform().daemon().factory());

  /** Suites that share a machine, while it runs. */
  private record Run(String name, Future<List<SuiteResult>> results) {

    static Run start(String name, VirtualMachine machine, List<String> suites) {
      return new Run(name, MACHINES.submit(() -> machine.run(suites)));
    }

    static Run start(Class<?> suite, String... disks) {
      VirtualMachine machine = new VirtualMachine(List.of(disks), List.of());
      return start(suite.getSimpleName(), machine, List.of(suite.getName()));
    }

    DynamicContainer tests() {
      return dynamicContainer(
          name,
          Stream.of(results)
              .flatMap(Run::await)
              .map(result ->
                  dynamicTest(result.name(), () -> assertTrue(result.passed(), result.details()))));
    }

    private static Stream<SuiteResult> await(Future<List<SuiteResult>> results) {
      try {
        return results.get().stream();
      } catch (ExecutionException | InterruptedException e) {
        throw new IllegalStateException("The virtual machine could not be run", e);
      }
    }
  }

  @AfterAll
  static void stop() {
    MACHINES.shutdownNow();
  }

  @TestFactory
  Stream<DynamicContainer> suites() throws IOException {
    List<Run> runs = new ArrayList<>();
    runs.add(Run.start(SmallChunkHistoryVmSuite.class, "300M", "200M"));
    runs.add(Run.start(LargeChunkHistoryVmSuite.class, "300M", "200M"));
    runs.add(Run.start(TroubleVmSuite.class, "300M", "200M"));
    runs.addAll(suitesOfPlugins());
    runs.add(Run.start(GoldenVmSuite.class, "300M", "200M"));
    return runs.stream().map(Run::tests);
  }

  /** Contracts, which take long, in one machine and the plugin's other suites in another. */
  private static List<Run> suitesOfPlugins() throws IOException {
    Map<String, List<Path>> suites;
    try (Stream<Path> files = Files.walk(Workplace.project().resolve("plugins"))) {
      suites =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .sorted()
              .collect(
                  Collectors.groupingBy(
                      VirtualMachineIT::machineName, TreeMap::new, Collectors.toList()));
    }
    assertTrue(!suites.isEmpty(), "the plugins have suites for the virtual machine");
    List<Run> runs = new ArrayList<>();
    suites.forEach((name, files) -> {
      Path testClasses = testClasses(files.getFirst());
      List<Path> classes = List.of(testClasses, plugin(testClasses).resolve("target/classes"));
      runs.add(
          Run.start(
              name,
              new VirtualMachine(PLUGIN_DISKS, classes),
              files.stream().map(VirtualMachineIT::className).toList()));
    });
    return runs;
  }

  private static String machineName(Path suite) {
    boolean contract = suite.getFileName().toString().endsWith("Contract" + SUFFIX);
    return plugin(testClasses(suite)).getFileName() + (contract ? ", contracts" : "");
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
