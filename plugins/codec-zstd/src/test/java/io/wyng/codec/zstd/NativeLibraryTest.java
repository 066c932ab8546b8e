package io.wyng.codec.zstd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the operator is told where the native library cannot be loaded, each in a process of its
 * own.
 */
class NativeLibraryTest {

  /** Mounts a file system without the right to execute for the rest of its arguments alone. */
  private static final List<String> WITH_NOEXEC_AT =
      List.of(
          "unshare",
          "--mount",
          "sh",
          "-c",
          "mount -t tmpfs -o noexec none \"$1\" && shift && exec \"$@\"",
          "sh");

  @TempDir Path directory;

  @Test
  void askingForTheProviderDoesNotLoadTheLibrary() throws Exception {
    List<String> lines = run(List.of(), "-Djava.io.tmpdir=/proc", directory.toString());

    assertEquals(
        List.of("provider zstd 3", "loaded false", "attempt 1: works", "attempt 2: works"), lines);
  }

  @Test
  void nothingIsLeftInTheDirectoryThatTheLibraryIsUnpackedTo() throws Exception {
    run(List.of(), "-Djava.io.tmpdir=/proc", directory.toString());

    try (var files = Files.list(directory)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aMissingDirectoryIsNamedEveryTime() throws Exception {
    Path missing = directory.resolve("missing");

    List<String> lines = run(List.of(), "-Djava.io.tmpdir=" + missing);

    for (int attempt = 1; attempt <= 2; attempt++) {
      assertContains(
          lines,
          "attempt " + attempt + ": The native Zstandard library cannot be unpacked to " + missing);
      assertContains(
          lines, "remedy " + attempt + ": Make " + missing + " a directory that can be written to");
    }
  }

  @Test
  void aFileThatIsNoLibraryIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("libzstd.so"), "no library");

    List<String> lines = run(List.of(), "-DZstdNativePath=" + file);

    assertContains(lines, "attempt 2: The native Zstandard library cannot be loaded from " + file);
    assertContains(lines, "remedy 2: Let the property ZstdNativePath name a library");
  }

  @Test
  void aDirectoryMountedNoexecIsNamedWithTheWayOut() throws Exception {
    List<String> noexec = new ArrayList<>(WITH_NOEXEC_AT);
    noexec.add(directory.toString());
    assumeTrue(
        succeeds(noexec, "true"), "NOT TESTED: mounting a file system needs root and unshare");

    List<String> lines = run(noexec, "-Djava.io.tmpdir=" + directory);

    assertContains(
        lines, "attempt 2: The native Zstandard library cannot be unpacked to " + directory);
    assertContains(lines, "remedy 2: If " + directory + " is mounted with noexec or is full, use");
    assertContains(lines, "--set codec.zstd.unpack-to=/directory");
  }

  private static List<String> run(List<String> prefix, String property, String... arguments)
      throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(property);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ZstdInANewProcess.class.getName());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();

    byte[] output = process.getInputStream().readAllBytes();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String text = new String(output, StandardCharsets.UTF_8);

    assertEquals(0, process.exitValue(), text);
    return text.lines().toList();
  }

  private static boolean succeeds(List<String> prefix, String program) throws InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add(program);
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertContains(List<String> lines, String words) {
    assertTrue(
        lines.stream().anyMatch(line -> line.contains(words)),
        () -> "«" + words + "» is not in:\n" + String.join("\n", lines));
  }
}
