package io.wyng.spi.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.durable.DurableFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableFilesTest {

  private final DurableFiles files = DurableFiles.system();

  @TempDir private Path directory;

  /** What the test of {@code syncfs} runs in a process of its own. */
  public static void main(String[] arguments) throws IOException {
    DurableFiles.system().forceFileSystem(Path.of(arguments[0]));
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }

  @ParameterizedTest(name = "over \"{0}\"")
  @ValueSource(strings = {"", "old", "much longer than the new content"})
  void aWrittenFileHasTheNewContentOnly(String former) throws Exception {
    Path one = Files.writeString(directory.resolve("one"), former);
    Path two = Files.writeString(directory.resolve("two"), former);

    files.write(one, bytes("content"));
    files.write(two, stream("content"));

    assertEquals("content", Files.readString(one));
    assertEquals("content", Files.readString(two));
  }

  @Test
  void aStreamIsReadToItsEnd() throws Exception {
    byte[] big = new byte[3_000_000];
    big[big.length - 1] = 7;

    files.write(
        directory.resolve("big"),
        new SequenceInputStream(stream("head"), new ByteArrayInputStream(big)));

    byte[] found = Files.readAllBytes(directory.resolve("big"));
    assertEquals(3_000_004, found.length);
    assertEquals(7, found[3_000_003]);
  }

  @Test
  void aSymbolicLinkIsNotWrittenThrough() throws Exception {
    Path target = Files.writeString(directory.resolve("target"), "kept");
    Path link = Files.createSymbolicLink(directory.resolve("link"), target);

    assertThrows(IOException.class, () -> files.write(link, bytes("changed")));
    assertThrows(IOException.class, () -> files.write(link, stream("changed")));

    assertEquals("kept", Files.readString(target));
  }

  @Test
  void aDirectoryThatExistsIsNoError() throws Exception {
    files.createDirectory(directory.resolve("new"));

    files.createDirectory(directory.resolve("new"));

    assertTrue(Files.isDirectory(directory.resolve("new")));
  }

  @Test
  void aFileInTheWayOfADirectoryIsAnError() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "kept");

    assertThrows(FileAlreadyExistsException.class, () -> files.createDirectory(file));

    assertEquals("kept", Files.readString(file));
  }

  @Test
  void ofMissingDirectoriesEachIsCreatedAndThenForcedInItsParent() throws Exception {
    try (FaultyFiles counting = FaultyFiles.below(directory)) {

      counting.createDirectories(directory.resolve("a/b"));

      assertTrue(Files.isDirectory(directory.resolve("a/b")));
      assertEquals(
          List.of(
              "create directory " + directory.resolve("a"),
              "force " + directory,
              "create directory " + directory.resolve("a/b"),
              "force " + directory.resolve("a")),
          counting.journal());
    }
  }

  @Test
  void aReplacementIsForcedBeforeItIsRenamedAndItsDirectoryAfterwards() throws Exception {
    Path file = Files.writeString(directory.resolve("info"), "old");
    Path temporary = directory.resolve("info.new");
    try (FaultyFiles counting = FaultyFiles.below(directory)) {

      counting.replace(file, bytes("new"));

      assertEquals("new", Files.readString(file));
      assertFalse(exists(temporary));
      assertEquals(
          List.of(
              "write " + temporary,
              "force " + temporary,
              "rename " + temporary + " to " + file,
              "force " + directory),
          counting.journal());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "directory"})
  void filesAndDirectoriesAreForced(String what) throws Exception {
    Files.writeString(directory.resolve("file"), "content");
    Files.createDirectory(directory.resolve("directory"));

    files.force(directory.resolve(what));

    assertTrue(exists(directory.resolve(what)));
  }

  @Test
  void forcingWhatDoesNotExistFails() {
    Path missing = directory.resolve("missing");

    assertThrows(IOException.class, () -> files.force(missing));
    IOException failure =
        assertThrows(FileSystemException.class, () -> files.forceFileSystem(missing));

    assertTrue(failure.getMessage().startsWith(missing + ": "), failure.getMessage());
  }

  @Test
  void theFileSystemOfAFileOrDirectoryIsForced() throws Exception {
    Path file = Files.writeString(directory.resolve("a file 'with' odd \"name\" é"), "content");

    files.forceFileSystem(file);
    files.forceFileSystem(directory);

    assertEquals("content", Files.readString(file));
  }

  @Test
  void forcingAFileSystemIsOneSystemCallThatSucceeds() throws Exception {
    Path trace = directory.resolve("trace");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder traced =
        new ProcessBuilder(
            List.of(
                "strace",
                "-f",
                "-e",
                "trace=syncfs",
                "-o",
                trace.toString(),
                java.toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                DurableFilesTest.class.getName(),
                directory.toString()));
    int status = statusOf(traced.redirectOutput(directory.resolve("out").toFile()));

    List<String> calls =
        Files.readAllLines(trace).stream().filter(line -> line.contains("syncfs(")).toList();

    assertEquals(0, status);
    assertEquals(1, calls.size(), calls::toString);
    assertTrue(calls.getFirst().endsWith(" = 0"), calls::toString);
  }

  private static int statusOf(ProcessBuilder command) throws InterruptedException {
    try {
      return command.redirectError(ProcessBuilder.Redirect.INHERIT).start().waitFor();
    } catch (IOException e) {
      return Assumptions.abort("this machine has no strace to watch system calls with: " + e);
    }
  }

  @Test
  void renamingReplacesAFile() throws Exception {
    Path from = Files.writeString(directory.resolve("from"), "new");
    Path to = Files.writeString(directory.resolve("to"), "old");

    files.rename(from, to);

    assertEquals("new", Files.readString(to));
    assertFalse(exists(from));
  }

  @Test
  void renamingADirectoryReplacesAnEmptyOneOnly() throws Exception {
    Path from = Files.createDirectory(directory.resolve("from"));
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path full = Files.createDirectories(directory.resolve("full/content")).getParent();

    assertThrows(IOException.class, () -> files.rename(from, full));
    files.rename(from, empty);

    assertFalse(exists(from));
    assertTrue(exists(full.resolve("content")));
  }

  @Test
  void aLinkIsAnotherNameOfTheFile() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "content");
    Path link = directory.resolve("link");

    files.link(link, file);

    assertTrue(Files.isSameFile(file, link));
    assertThrows(FileAlreadyExistsException.class, () -> files.link(link, file));
  }

  @Test
  void deletingWhatDoesNotExistIsNoError() throws Exception {
    files.delete(directory.resolve("missing"));
    files.deleteTree(directory.resolve("missing"));

    assertTrue(exists(directory));
  }

  @Test
  void aTreeIsDeletedWithoutFollowingItsLinks(@TempDir Path outside) throws Exception {
    byte[] secret = {1, 2, 3};
    Files.write(outside.resolve("secret"), secret);
    Path tree = Files.createDirectories(directory.resolve("tree/a/b")).getParent().getParent();
    Files.createSymbolicLink(tree.resolve("a/door"), outside);
    Files.createSymbolicLink(tree.resolve("a/b/spy"), outside.resolve("secret"));
    for (int i = 0; i < 2000; i++) {
      files.write(tree.resolve("a/x" + i), bytes("chunk"));
    }

    files.deleteTree(tree);

    assertFalse(exists(tree));
    assertArrayEquals(secret, Files.readAllBytes(outside.resolve("secret")));
  }
}
