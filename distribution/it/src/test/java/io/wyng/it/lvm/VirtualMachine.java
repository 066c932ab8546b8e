package io.wyng.it.lvm;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Workplace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;

/**
 * A virtual machine with LVM, thrown away afterwards. It sees this machine's files.
 *
 * @param disks sizes of its empty disks
 * @param moreClasses what is put before our own class path
 */
record VirtualMachine(List<String> disks, List<Path> moreClasses) {

  private static final Duration TIMEOUT = Duration.ofMinutes(45);

  /** Of 2008, without AVX, as small machines still have it: whatever we ship must run there. */
  private static final String PROCESSOR = "Nehalem";

  /** Directories that are empty inside, unless they are shared. */
  private static final List<Path> HIDDEN =
      List.of(Path.of("/tmp"), Path.of("/run"), Path.of("/dev/shm"));

  private static final List<String> PASSED_ON = List.of("wyng.root", "wyng.golden", "wyng.thinvm");

  private static final String IMAGE_INSIDE = "/var/wyng";

  /** A suite in a machine of its own, started when its turn comes. */
  static DynamicContainer suite(Class<?> suite, String... disks) {
    return new VirtualMachine(List.of(disks), List.of())
        .tests(suite.getSimpleName(), List.of(suite.getName()));
  }

  /** Suites in this machine, started when their turn comes: two at a time would run no faster. */
  DynamicContainer tests(String name, List<String> suites) {
    return dynamicContainer(
        name,
        Stream.of(suites)
            .flatMap(classes -> run(classes).stream())
            .map(result -> dynamicTest(result.name(), () -> judge(result))));
  }

  private static void judge(SuiteResult result) {
    switch (result.outcome()) {
      case PASSED -> {}
      case SKIPPED -> Assumptions.abort(result.details());
      case FAILED -> Assertions.fail(result.details());
    }
  }

  /** Runs the tests of classes inside, one after the other, and returns what came out. */
  private List<SuiteResult> run(List<String> suites) {
    try {
      return results(suites);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<SuiteResult> results(List<String> suites) throws IOException {
    Path directory = Files.createTempDirectory("wyng-vm-").toRealPath();
    Path results = directory.resolve("results");
    Result run = program(suites, directory, results).run(TIMEOUT.plusMinutes(1));
    List<SuiteResult> all = new ArrayList<>();
    if (Files.exists(results)) {
      all.addAll(SuiteResult.read(results));
    }
    boolean complete = run.status() == 0 && !all.isEmpty();
    all.add(
        new SuiteResult(
            "the virtual machine ran to its end",
            SuiteResult.Outcome.of(complete),
            complete ? "" : run.toString()));
    Program.of("rm", "-r", directory.toString()).run().succeeded();
    return all;
  }

  private Program program(List<String> suites, Path directory, Path results) {
    List<String> words = new ArrayList<>();
    words.add(Workplace.virtualMachine().toString());
    words.addAll(List.of("--timeout", Long.toString(TIMEOUT.toSeconds())));
    disks.forEach(size -> words.addAll(List.of("--disk", size)));
    Set<Path> shared = new LinkedHashSet<>(List.of(directory, Workplace.project()));
    classPath().stream().filter(VirtualMachine::isHidden).forEach(shared::add);
    shared.add(Workplace.image());
    shared.stream()
        .filter(path -> path.startsWith(directory) || isHidden(path))
        .map(path -> Files.isDirectory(path) ? path : path.getParent())
        .distinct()
        .forEach(path -> words.addAll(List.of("--share", path.toString())));
    words.add("--");
    // The program is started often, which is slow from a shared directory.
    words.addAll(List.of("sh", "-c", "cp -a \"$1\" \"$2\" && shift 2 && exec \"$@\"", "sh"));
    words.addAll(List.of(Workplace.image().toString(), IMAGE_INSIDE));
    words.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("-Dwyng.image=" + IMAGE_INSIDE);
    PASSED_ON.forEach(name -> words.add("-D" + name + "=" + System.getProperty(name)));
    words.add("-cp");
    words.add(String.join(File.pathSeparator, classPath().stream().map(Path::toString).toList()));
    words.addAll(List.of(SuiteRunner.class.getName(), results.toString()));
    words.addAll(suites);
    return Program.of(words.toArray(String[]::new)).withVariable("THINVM_CPU", PROCESSOR);
  }

  private List<Path> classPath() {
    List<Path> classPath = new ArrayList<>(moreClasses);
    Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .forEach(classPath::add);
    return classPath;
  }

  private static boolean isHidden(Path path) {
    return HIDDEN.stream().anyMatch(path::startsWith);
  }
}
