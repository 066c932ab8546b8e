package io.wyng.shell;

import static io.wyng.shell.TestFiles.path;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.DestinationStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** File systems over there that are full, read-only or not ours. */
class FullDiskTest {

  private static final int NOBODY = 65_534;

  @TempDir private Path directory;

  static Stream<FarSide> farSides() throws IOException {
    return Stream.of(
        FarSide.ofShell("dash"),
        FarSide.ofBusybox(),
        FarSide.ofTools("bsdtar")
            .with("sh", Path.of("/bin/dash"))
            .with("tar", Path.of("/usr/bin/bsdtar")));
  }

  /** A small file system in memory. */
  private Path mount(String options) throws IOException {
    if (!Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      Assumptions.abort("only root can mount a file system for this test");
    }
    Path point = Files.createDirectories(directory.resolve("mounted"));
    run("mount", "-t", "tmpfs", "-o", options, "none", point.toString());
    return point;
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, process.onExit().join().exitValue(), () -> String.join(" ", command));
  }

  @ParameterizedTest
  @MethodSource("farSides")
  void aFullDiskIsReportedAndWhenThereIsRoomAgainTheSameDestinationGoesOn(FarSide farSide)
      throws Exception {
    Path point = mount("size=1m");
    try (Destination destination = farSide.open(point.resolve("wyng.backup"))) {
      destination.replace(path("info"), new byte[] {'1'});
      String big = "x".repeat(600_000);

      for (Operation.Step step :
          List.<Operation.Step>of(
              full ->
                  TestFiles.upload(
                      full,
                      upload -> {
                        for (int i = 0; i < 100; i++) {
                          upload.put(path("a/" + i), TestFiles.bytes(big));
                        }
                      }),
              full -> full.replace(path("info"), new byte[2_000_000]))) {
        DestinationFaultException failure =
            assertThrows(DestinationFaultException.class, () -> step.on(destination));
        assertEquals(DestinationFault.NO_SPACE, failure.fault(), failure::getMessage);
        assertTrue(!failure.remedy().isEmpty());
      }

      destination.deleteTree(path("a"));
      TestFiles.put(destination, "a/1", "fits");
      assertEquals("fits", TestFiles.text(destination, "a/1"));
      assertEquals("1", TestFiles.text(destination, "info"));
    } finally {
      run("umount", point.toString());
    }
  }

  @Test
  void aReadOnlyFileSystemIsReported() throws Exception {
    Path point = mount("size=1m");
    try (Destination destination = FarSide.ofShell("dash").open(point.resolve("wyng.backup"))) {
      TestFiles.putNumbered(destination, 20);
      run("mount", "-o", "remount,ro", point.toString());

      for (Operation operation :
          List.of(Operation.REPLACE, Operation.DELETE, Operation.UPLOAD, Operation.MOVE)) {
        DestinationFaultException failure =
            assertThrows(DestinationFaultException.class, () -> operation.on(destination));
        assertEquals(
            DestinationFault.PERMISSION_DENIED, failure.fault(), () -> operation + ": " + failure);
        assertTrue(failure.remedy().contains("remount,rw"), failure::remedy);
      }
      DestinationStatus status = destination.probe();
      assertEquals(false, status.writable());
      assertTrue(
          status.problems().getFirst().message().contains("Read-only file system"),
          () -> "" + status);
      assertEquals("chunk 3", TestFiles.text(destination, "a/x3"));
    } finally {
      run("umount", point.toString());
    }
  }

  @Test
  void whatIsNotOursIsReported() throws Exception {
    Path root = directory.resolve("wyng.backup");
    FarSide dash = FarSide.ofShell("dash");
    try (Destination owner = dash.open(root)) {
      TestFiles.putNumbered(owner, 20);
    }
    run("chmod", "-R", "a+rX,go-w", directory.toString());
    run("chmod", "0600", root.resolve("a/x1").toString());
    List<String> program =
        Stream.concat(
                Stream.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"),
                dash.program().stream())
            .toList();
    ProgramStarter stranger = new ProgramStarter(program, "the far side");
    try (Destination destination = FarSide.open(stranger, root, Timing.DEFAULT)) {

      for (Operation operation : Operation.values()) {
        if (operation == Operation.LIST || operation == Operation.SYNC) {
          operation.on(destination);
          continue;
        }
        DestinationFaultException failure =
            assertThrows(
                DestinationFaultException.class,
                () -> operation.on(destination),
                operation::toString);
        assertEquals(
            DestinationFault.PERMISSION_DENIED, failure.fault(), () -> operation + ": " + failure);
      }
      assertEquals(false, destination.probe().writable());
    }
  }

  @Test
  void aDiskThatDropsOutIsNoticedBeforeAnythingIsWrittenInItsPlace() throws Exception {
    Path point = mount("size=1m");
    try (Destination destination = FarSide.ofShell("dash").open(point, "wyng.backup")) {
      TestFiles.putNumbered(destination, 20);
      run("umount", "--lazy", point.toString());

      for (Operation operation :
          List.of(
              Operation.REPLACE,
              Operation.DELETE,
              Operation.UPLOAD,
              Operation.MOVE,
              Operation.RENAME,
              Operation.SYNC)) {
        ProviderException failure =
            assertThrows(
                ProviderException.class, () -> operation.on(destination), operation::toString);
        assertTrue(
            failure.getMessage().contains("was unmounted or exchanged"), failure::getMessage);
      }
      assertEquals(0, directory.resolve("mounted").toFile().list().length);
    }
  }
}
