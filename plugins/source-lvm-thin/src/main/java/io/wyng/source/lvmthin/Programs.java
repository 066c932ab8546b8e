package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs the programs of this host.
 *
 * <p>A program is started by its absolute path, with a list of arguments and without a shell, in
 * the C locale, with nothing on its standard input. Interrupting the thread that waits for a
 * program kills the program.
 */
final class Programs {

  private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/sbin", "/sbin");

  private static final Map<String, String> PACKAGES =
      Map.of(
          "dmsetup", "dmsetup (device-mapper)",
          "thin_delta", "thin-provisioning-tools (device-mapper-persistent-data)",
          "blkdiscard", "util-linux");

  private static final int OUTPUT_LIMIT = 64 << 20;

  private final List<Path> directories;

  /** Programs found in these absolute directories, the first match winning. */
  Programs(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /** Programs found by {@code PATH}, and where system programs lie when {@code PATH} lacks them. */
  static Programs ofThisHost() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return new Programs(
        Stream.concat(Stream.of(path.split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
            .filter(directory -> directory.startsWith("/"))
            .map(Path::of)
            .distinct()
            .toList());
  }

  /** Takes a program's standard output while the program runs. */
  @FunctionalInterface
  interface OutputReader {

    /**
     * Reads as much as it likes; the rest is thrown away.
     *
     * @throws IOException when the output makes no sense
     */
    void read(InputStream output) throws IOException;
  }

  /** Checks that all these programs are present. */
  void require(String... programs) throws ProviderException {
    for (String program : programs) {
      locate(program);
    }
  }

  /** Runs a program to its end and returns what it wrote. */
  ProgramResult run(String program, List<String> arguments) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    ProgramResult result =
        stream(program, arguments, input -> output.write(input.readNBytes(OUTPUT_LIMIT)));
    return new ProgramResult(
        program, result.status(), output.toString(StandardCharsets.UTF_8), result.errors());
  }

  /**
   * Runs a program to its end, its output being read meanwhile by the calling thread.
   *
   * @throws IOException what the reader threw; but when the program failed as well, its own
   *     failure, for that is why the reader found no sense in the output
   */
  ProgramResult stream(String program, List<String> arguments, OutputReader reader)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(locate(program).toString());
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(new File("/dev/null"));
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("LVM_SUPPRESS_FD_WARNINGS", "1");
    return new ProgramRun(program, builder.start()).finish(reader);
  }

  private Path locate(String program) throws ProviderException {
    for (Path directory : directories) {
      Path candidate = directory.resolve(program);
      if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
        return candidate;
      }
    }
    throw new ProviderException(
        "The program "
            + program
            + " is not installed: it is in none of "
            + directories.stream().map(Path::toString).toList(),
        "Install the package " + PACKAGES.getOrDefault(program, "lvm2") + ".");
  }
}
