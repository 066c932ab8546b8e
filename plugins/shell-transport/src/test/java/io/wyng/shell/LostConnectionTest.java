package io.wyng.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Far sides that end or fall silent in the middle of something. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LostConnectionTest {

  private static final Timing SHORT = new Timing(Duration.ofSeconds(3), Duration.ofSeconds(1));

  @TempDir private Path directory;

  private Path root;

  /** A file that makes the prepared tools misbehave, once it exists. */
  private Path signal;

  @BeforeEach
  void fill() throws IOException {
    root = directory.resolve("wyng.backup");
    signal = directory.resolve("signal");
    try (Destination destination = FarSide.ofShell("dash").open(root)) {
      TestFiles.putNumbered(destination, 20);
    }
  }

  /** A far side on which a tool does something else as soon as the signal is given. */
  private FarSide withTool(String tool, String action) throws IOException {
    return FarSide.ofTools("lost-" + tool)
        .withScript("sh", "#!/bin/dash\nFAR_SHELL=$$\nexport FAR_SHELL\nexec /bin/dash \"$@\"\n")
        .withScript(
            tool,
            """
            #!/bin/dash
            if [ -e '%s' ] && [ "$1" != --help ]; then
              %s
            fi
            exec /usr/bin/%s "$@"
            """
                .formatted(signal, action, tool));
  }

  @ParameterizedTest
  @EnumSource
  void aShellThatIsKilledInTheMiddleIsALostConnectionWithStepAndPlace(Operation operation)
      throws Exception {
    FarSide farSide =
        withTool(operation.tool(), "echo 'the last words' >&2; kill -9 $FAR_SHELL; exit 1");
    try (Destination destination = farSide.open(root)) {
      destination.capabilities();
      Files.createFile(signal);

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, () -> operation.on(destination));

      assertEquals(DestinationFault.CONNECTION_LOST, failure.fault());
      assertTrue(failure.getMessage().startsWith("Cannot "), failure::getMessage);
      assertTrue(failure.getMessage().contains(root.toString()), failure::getMessage);
      assertTrue(failure.getMessage().contains("on the far side"), failure::getMessage);
      if (operation != Operation.LIST) { // a listing does without these words
        assertTrue(failure.getMessage().contains("the last words"), failure::getMessage);
      }
      assertTrue(!failure.remedy().isEmpty());
    }
    Files.delete(signal);
    try (Destination next = farSide.open(root)) {
      operation.on(next);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"READ", "UPLOAD", "DOWNLOAD"})
  void aFarSideThatIsSilentForTooLongIsALostConnection(Operation operation) throws Exception {
    FarSide farSide = withTool(operation.tool(), "exec sleep 1000");
    try (Destination destination = FarSide.open(farSide.starter(), root, SHORT)) {
      destination.capabilities();
      Files.createFile(signal);

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, () -> operation.on(destination));

      assertEquals(DestinationFault.CONNECTION_LOST, failure.fault());
      assertTrue(
          failure.getMessage().endsWith("nothing was heard for 3 seconds"), failure::getMessage);
    }
  }

  @Test
  void aFarSideThatTakesNoMoreBytesIsALostConnection() throws Exception {
    FarSide farSide = withTool("dd", "exec sleep 1000");
    try (Destination destination = FarSide.open(farSide.starter(), root, SHORT)) {
      destination.capabilities();
      TestFiles.put(destination, "b", "before");
      Files.createFile(signal);

      DestinationFaultException failure =
          assertThrows(
              DestinationFaultException.class,
              () -> TestFiles.put(destination, "big", "x".repeat(5_000_000)));

      assertEquals(DestinationFault.CONNECTION_LOST, failure.fault());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "DIGESTS", "DELETE"})
  void longWorkIsNotTakenForSilence(Operation operation) throws Exception {
    FarSide farSide = withTool(operation.tool(), "sleep 5");
    try (Destination destination = FarSide.open(farSide.starter(), root, SHORT)) {
      destination.capabilities();
      Files.createFile(signal);

      operation.on(destination);

      assertEquals("chunk 2", operation == Operation.DELETE ? "chunk 2" : readAfter(destination));
    }
  }

  private static String readAfter(Destination destination) throws IOException {
    return TestFiles.text(destination, "a/x2");
  }

  @Test
  void aFarSideThatNeverGreetsIsALostConnection() throws Exception {
    FarSide farSide = FarSide.ofTools("silent").withScript("sh", "#!/bin/dash\nexec sleep 1000\n");
    try (ShellDestination destination = FarSide.open(farSide.starter(), root, SHORT)) {

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, destination::connect);

      assertEquals(DestinationFault.CONNECTION_LOST, failure.fault());
    }
  }

  @Test
  void afterALostConnectionEveryCallFailsAndClosingDoesNot() throws Exception {
    FarSide farSide = withTool("stat", "kill -9 $FAR_SHELL");
    Destination destination = farSide.open(root);
    destination.capabilities();
    Files.createFile(signal);
    assertThrows(DestinationFaultException.class, () -> Operation.LIST.on(destination));
    Files.delete(signal);

    assertThrows(DestinationFaultException.class, () -> Operation.READ.on(destination));
    assertThrows(DestinationFaultException.class, () -> Operation.SYNC.on(destination));
    assertEquals(1, destination.probe().problems().size());
    destination.close();
  }

  @Test
  void whatWasCutOffInTheMiddleOfANameIsNotDone() throws Exception {
    Files.writeString(root.resolve("a/x"), "has half of a name");
    Process far = new ProcessBuilder("/bin/dash").redirectErrorStream(true).start();
    far.getOutputStream().write(FarSideScript.bytes("0a", Duration.ofSeconds(20), false));
    far.getOutputStream().flush();
    byte[] greeting = far.getInputStream().readNBytes("0a hello GNU tar\n".length());
    assertEquals("0a hello GNU tar\n", new String(greeting));

    far.getOutputStream()
        .write(("place\n" + root + "\n.\nchanges\npool 100 0\nd./a/x1\nd./a/x").getBytes());
    far.getOutputStream().close();
    far.getInputStream().readAllBytes();

    far.waitFor();
    assertTrue(Files.exists(root.resolve("a/x")));
    assertTrue(Files.exists(root.resolve("a/x1")));
  }

  @Test
  void ofAFileThatIsReplacedTheFormerContentStaysWhenTheConnectionBreaks() throws Exception {
    Process far = new ProcessBuilder("/bin/dash").redirectErrorStream(true).start();
    far.getOutputStream().write(FarSideScript.bytes("0a", Duration.ofSeconds(20), false));
    far.getOutputStream().flush();
    far.getInputStream().readNBytes("0a hello GNU tar\n".length());

    far.getOutputStream()
        .write(("place\n" + root + "\n.\nwrite 1000\n./a/x1\nhalf of the content").getBytes());
    far.getOutputStream().close();
    far.getInputStream().readAllBytes();

    far.waitFor();
    assertEquals("chunk 1", Files.readString(root.resolve("a/x1")));
    assertTrue(Files.notExists(root.resolve("a/x1.new")));
  }
}
