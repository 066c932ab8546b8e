package io.wyng.shell;

import static io.wyng.shell.TestFiles.bytes;
import static io.wyng.shell.TestFiles.path;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.FileChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a destination over a shell does beyond the contract. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShellTest {

  @TempDir private Path directory;

  private Path root;

  @BeforeEach
  void chooseRoot() {
    root = directory.resolve("wyng.backup");
  }

  @Test
  void nothingIsContactedBeforeTheFirstCall() throws Exception {
    ProgramStarter nowhere = new ProgramStarter(List.of("/missing/program"), "nowhere");
    try (Destination destination = FarSide.open(nowhere, root, Timing.DEFAULT)) {
      assertEquals("a shell", destination.transport());

      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, destination::capabilities);

      assertEquals(DestinationFault.UNREACHABLE, failure.fault());
      assertTrue(
          failure.getMessage().startsWith("Cannot reach nowhere: the program /missing/program"),
          failure::getMessage);
      assertEquals(1, destination.probe().problems().size());
    }
  }

  @Test
  void theTransportNamesTheTar() throws Exception {
    try (ShellDestination dash = FarSide.ofShell("dash").open(root);
        ShellDestination busybox = FarSide.ofBusybox().open(root)) {
      dash.connect();
      busybox.connect();

      assertEquals("a shell with GNU tar", dash.transport());
      assertEquals("a shell with busybox tar", busybox.transport());
    }
  }

  @Test
  void aFarSideWithoutAShellIsNamedWithWhatItSaid() throws Exception {
    FarSide farSide =
        FarSide.ofTools("no-shell")
            .withScript(
                "sh",
                "#!/bin/dash\nprintf 'This service allows \\033[1msftp\\007 only.\\n'; exit 1\n");
    try (ShellDestination destination = farSide.open(root)) {

      NoShellException failure = assertThrows(NoShellException.class, destination::connect);

      assertEquals(
          "No POSIX shell answers on the far side (exit status 1): This service allows  [1msftp"
              + "  only.",
          failure.getMessage());
    }
  }

  @Test
  void aToolThatIsMissingThereIsNamed() throws Exception {
    Path programs = FarSide.ofTools("few-tools").programs();
    FarSide farSide = new FarSide(programs, programs.toString()).with("sh", Path.of("/bin/dash"));
    for (String tool : List.of("cat", "cp", "dd", "df", "head", "ln", "ls", "mkdir", "mv", "rm")) {
      farSide.with(tool, Path.of("/bin/busybox"));
    }
    for (String tool : List.of("rmdir", "sha256sum", "sleep", "stat", "sync", "tail", "tr", "wc")) {
      farSide.with(tool, Path.of("/bin/busybox"));
    }
    try (ShellDestination destination = farSide.open(root)) {

      NoShellException failure = assertThrows(NoShellException.class, destination::connect);

      assertEquals("The shell of the far side lacks bsdtar", failure.getMessage());
    }
  }

  @Test
  void bannersAndStartUpFilesThatTalkDoNotDisturb() throws Exception {
    FarSide farSide =
        FarSide.ofTools("banner")
            .withScript(
                "sh",
                """
                #!/bin/dash
                echo 'Welcome!'
                echo 'Authorised use only' >&2
                printf 'without an end of line: '
                exec /bin/dash "$@"
                """);
    try (Destination destination = farSide.open(root)) {
      TestFiles.putNumbered(destination, 50);

      assertEquals(TestFiles.numbered(50), TestFiles.fetchNumbered(destination, 50));
    }
  }

  @Test
  void aTerminalBetweenHereAndThereIsNoticed() throws Exception {
    FarSide farSide =
        FarSide.ofTools("terminal")
            .withScript("sh", "#!/bin/dash\n/bin/dash \"$@\" | sed -u 'y/\\o001/\\o002/'\n");
    try (ShellDestination destination = farSide.open(root)) {

      NoShellException failure = assertThrows(NoShellException.class, destination::connect);

      assertEquals(
          "Between here and the shell of the far side something changes the bytes that pass",
          failure.getMessage());
    }
  }

  @Test
  void strayOutputAfterTheGreetingIsRefusedAndShown() throws Exception {
    FarSide farSide =
        FarSide.ofTools("stray")
            .with("sh", Path.of("/bin/dash"))
            .withScript("sync", "#!/bin/dash\necho 'you have mail'\nexec /bin/sync \"$@\"\n");
    try (Destination destination = farSide.open(root)) {

      ProviderException failure = assertThrows(ProviderException.class, destination::sync);

      assertTrue(failure.getMessage().contains("\"you have mail\""), failure::getMessage);
      assertTrue(!failure.remedy().isEmpty());
    }
  }

  @Test
  void wordsOfToolsThatSucceedAreNoFailure() throws Exception {
    FarSide farSide =
        FarSide.ofTools("noisy")
            .with("sh", Path.of("/bin/dash"))
            .withScript("tar", "#!/bin/dash\necho 'a warning' >&2\nexec /bin/tar \"$@\"\n");
    try (Destination destination = farSide.open(root)) {
      TestFiles.putNumbered(destination, 200);

      assertEquals(TestFiles.numbered(200), TestFiles.fetchNumbered(destination, 200));
    }
  }

  @Test
  void aTarThatDiesMakesTheUploadFailWithItsWordsAndNothingIsTakenForARequest() throws Exception {
    FarSide farSide =
        FarSide.ofTools("dying-tar")
            .with("sh", Path.of("/bin/dash"))
            .withScript(
                "tar",
                """
                #!/bin/dash
                if [ "$1" = --version ]; then echo 'GNU tar'; exit; fi
                if [ -e signal ]; then exec /bin/tar "$@"; fi
                head -c 5000 >/dev/null
                echo 'tar: cannot go on' >&2
                exit 2
                """);
    String requests = "done\ndelete\n./keep\nsync\nend\n".repeat(1000);
    try (Destination destination = farSide.open(root)) {
      destination.replace(path("keep"), new byte[] {'k'});

      ProviderException failure =
          assertThrows(
              ProviderException.class,
              () ->
                  TestFiles.upload(
                      destination,
                      upload -> {
                        for (int i = 0; i < 300; i++) {
                          upload.put(path("a/x" + i), bytes(requests));
                        }
                      }));

      assertTrue(failure.getMessage().contains("tar: cannot go on"), failure::getMessage);
      assertEquals("k", TestFiles.text(destination, "keep"));
      destination.replace(path("signal"), new byte[0]);
      TestFiles.put(destination, "a/x1", "with a tar that works");
      assertEquals("with a tar that works", TestFiles.text(destination, "a/x1"));
    }
  }

  @Test
  void whereAFileHasAsManyLinksAsItCanHaveTheFarSideMakesACopy() throws Exception {
    for (FarSide tools : List.of(FarSide.ofShell("dash"), FarSide.ofBusybox())) {
      Path place = directory.resolve("links-" + tools.programs().getFileName());
      FarSide full = withFullFiles(tools);
      try (Destination destination = full.open(place)) {
        TestFiles.put(destination, "a/x0", "content");

        TestFiles.upload(
            destination,
            upload -> {
              upload.put(path("b/other"), bytes("other"));
              for (int i = 1; i < 30; i++) {
                assertTrue(upload.link(path("a/x" + i), path("a/x" + (i - 1))));
              }
              upload.put(path("b/another"), bytes("another"));
            });

        for (int i = 0; i < 30; i++) {
          assertEquals("content", TestFiles.text(destination, "a/x" + i));
        }
        assertEquals("another", TestFiles.text(destination, "b/another"));
      }
    }
  }

  /** The same tools, but from the third on every link of a process fails as on a full file. */
  private static FarSide withFullFiles(FarSide tools) throws IOException {
    FarSide full = FarSide.ofTools("full-" + tools.programs().getFileName());
    full.with("sh", tools.programs().resolve("sh").toRealPath());
    String strace = "strace -f -o /dev/null -e inject=link,linkat:error=EMLINK";
    boolean busybox = tools.searchPath().equals(tools.programs().toString());
    return full.withScript(
            "tar",
            "#!/bin/dash\nexec %s:when=3+ %s \"$@\"\n"
                .formatted(strace, busybox ? "/bin/busybox tar" : "/bin/tar"))
        .withScript(
            "ln",
            """
            #!/bin/dash
            case $2 in *trial) exec /bin/ln "$@" ;; esac
            exec %s /bin/ln "$@"
            """
                .formatted(strace));
  }

  @Test
  void pathsOfAnyLengthAreWrittenLinkedAndRead() throws Exception {
    String deep = ("d".repeat(150) + "/").repeat(12);
    for (FarSide farSide : List.of(FarSide.ofShell("dash"), FarSide.ofBusybox())) {
      Path place = directory.resolve("deep-" + farSide.programs().getFileName());
      try (Destination destination = farSide.open(place)) {
        TestFiles.put(destination, deep + "file", "content");

        TestFiles.upload(
            destination, upload -> upload.link(path(deep + "e/link"), path(deep + "file")));

        assertEquals("content", TestFiles.text(destination, deep + "e/link"));
      }
    }
  }

  @Test
  void aLinkKeepsTheContentThatItsFileHadWhenItWasMade() throws Exception {
    try (Destination destination = FarSide.ofShell("dash").open(root)) {
      TestFiles.put(destination, "x", "first");

      TestFiles.upload(
          destination,
          upload -> {
            upload.link(path("y"), path("x"));
            upload.put(path("x"), bytes("second"));
            upload.link(path("z"), path("x"));
            upload.link(path("x"), path("y"));
          });

      assertEquals("first", TestFiles.text(destination, "y"));
      assertEquals("second", TestFiles.text(destination, "z"));
      assertEquals("first", TestFiles.text(destination, "x"));
    }
  }

  @Test
  void uploadedFilesArePrivate() throws Exception {
    try (Destination destination = FarSide.ofShell("dash").open(root)) {
      TestFiles.put(destination, "a/x", "content");
      destination.replace(path("info"), new byte[1]);

      for (String file : List.of("a/x", "info")) {
        assertEquals(
            "rw-------",
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(root.resolve(file))));
      }
    }
  }

  @Test
  void scatteredMovesAndDeletionsAreMade() throws Exception {
    int files = 1200;
    List<FileChange> changes = new ArrayList<>();
    Set<String> expected = new TreeSet<>();
    try (Destination destination = FarSide.ofShell("dash").open(root)) {
      TestFiles.upload(
          destination,
          upload -> {
            for (int i = 0; i < files; i++) {
              upload.put(path("S_" + i % 3 + "/" + i / 2 + "/x" + i), bytes("chunk " + i));
              upload.put(path("old/" + i / 2 + "/x" + i), bytes("former"));
            }
          });
      for (int i = 0; i < files; i++) {
        if (i % 7 == 0) {
          changes.add(new FileChange.Delete(path("old/" + i / 2 + "/x" + i)));
        } else {
          expected.add("x" + i);
          changes.add(
              new FileChange.Move(
                  path("S_" + i % 3 + "/" + i / 2 + "/x" + i), path("old/" + i / 2 + "/x" + i)));
        }
      }

      destination.apply(changes.iterator());
      destination.apply(changes.iterator());

      Set<String> found = new TreeSet<>();
      for (int i = 0; i < files; i += 2) {
        destination.list(path("old/" + i / 2)).forEach(entry -> found.add(entry.name()));
      }
      assertEquals(expected, found);
      assertEquals("chunk 1199", Files.readString(root.resolve("old/599/x1199"), UTF_8));
      assertEquals("chunk 600", Files.readString(root.resolve("old/300/x600"), UTF_8));
    }
  }

  @Test
  void aFailingIteratorOfChangesIsThrownWhenThoseBeforeItAreMade() throws Exception {
    RuntimeException failure = new IllegalStateException("the manifest is damaged");
    try (Destination destination = FarSide.ofShell("dash").open(root)) {
      TestFiles.putNumbered(destination, 3);
      java.util.Iterator<FileChange> failing =
          java.util.stream.IntStream.range(0, 3)
              .mapToObj(i -> {
                if (i == 2) {
                  throw failure;
                }
                return (FileChange) new FileChange.Delete(path("a/x" + i));
              })
              .iterator();

      assertEquals(failure, assertThrows(RuntimeException.class, () -> destination.apply(failing)));

      assertEquals(1, destination.list(path("a")).size());
      assertEquals("chunk 2", TestFiles.text(destination, "a/x2"));
    }
  }
}
