package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shell as an example of a program. */
final class ProgramsTest {

  @TempDir Path directory;

  private final Programs programs = Programs.ofThisHost();

  private ProgramResult shell(String script) throws IOException {
    return programs.run("sh", List.of("-c", script));
  }

  @Test
  void outputErrorsAndStatusAreReturned() throws Exception {
    ProgramResult result = shell("echo out; echo err >&2; exit 7");

    assertEquals(new ProgramResult("sh", 7, "out\n", "err\n"), result);
  }

  @Test
  void argumentsArePassedAsTheyAre() throws Exception {
    ProgramResult result =
        programs.run("printf", List.of("%s|", "a b", "$HOME", "*", "", "'\"\\", "ä;&"));

    assertEquals("a b|$HOME|*||'\"\\|ä;&|", result.output());
  }

  @Test
  void programsSpeakTheLanguageOfTheCLocale() throws Exception {
    assertEquals("C\n", shell("echo $LC_ALL").output());
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertEquals("end\n", shell("cat; echo end").output());
  }

  @Test
  void moreErrorsThanAnybodyReadsDoNotStopAProgram() throws Exception {
    ProgramResult result = shell("head -c 3000000 /dev/zero | tr '\\0' x >&2; echo done");

    assertEquals("done\n", result.output());
    assertEquals(16 << 10, result.errors().length());
  }

  @Test
  void muchOutputIsStreamed() throws Exception {
    long[] count = new long[1];

    programs.stream(
        "head",
        List.of("-c", "30000000", "/dev/zero"),
        output -> {
          byte[] buffer = new byte[1 << 16];
          for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
            count[0] += n;
          }
        });

    assertEquals(30000000, count[0]);
  }

  @Test
  void aFailureIsToldInTheProgramsOwnWordsWithoutItsWarnings() throws Exception {
    ProgramResult result =
        shell("printf '  WARNING: nothing\\n  No such\\tthing.\\n\\n  Sorry\\n' >&2; exit 5");

    ProviderException failure =
        assertThrows(
            ProviderException.class, () -> result.expectSuccess("Cannot do it", "Do that."));

    assertEquals(
        "Cannot do it: sh ended with status 5 and said: No such thing.; Sorry",
        failure.getMessage());
    assertEquals("Do that.", failure.remedy());
  }

  @Test
  void warningsAreToldWhenThereIsNothingElse() throws Exception {
    assertEquals("WARNING: hm", shell("echo WARNING: hm >&2; exit 1").said());
    assertEquals("", shell("exit 1").said());
  }

  @Test
  void aRefusalOfTheOutputComesThroughAsItIs() {
    IOException refusal = new IOException("refused");

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                programs.stream(
                    "head",
                    List.of("-c", "3000000", "/dev/zero"),
                    output -> {
                      throw refusal;
                    }));

    assertSame(refusal, thrown);
  }

  @Test
  void aProgramsFailureIsWhyItsOutputMakesNoSense() {
    ProviderException failure =
        assertThrows(
            ProviderException.class,
            () ->
                programs.stream(
                    "sh",
                    List.of("-c", "echo too busy >&2; exit 1"),
                    output -> {
                      throw new IOException("no sense");
                    }));

    assertTrue(failure.getMessage().contains("too busy"), failure.getMessage());
  }

  @Test
  void aMissingProgramIsNamedWithItsPackage() {
    Programs none = new Programs(List.of(directory));

    ProviderException failure =
        assertThrows(ProviderException.class, () -> none.run("thin_delta", List.of()));

    assertTrue(failure.getMessage().contains("thin_delta"), failure.getMessage());
    assertTrue(failure.getMessage().contains(directory.toString()), failure.getMessage());
    assertTrue(failure.remedy().contains("thin-provisioning-tools"), failure.remedy());
    assertTrue(
        assertThrows(ProviderException.class, () -> none.require("lvs")).remedy().contains("lvm2"));
  }

  @Test
  void aProgramIsFoundInTheFirstDirectoryThatHasItExecutable() throws Exception {
    Path first = Files.createDirectory(directory.resolve("first"));
    Path second = Files.createDirectory(directory.resolve("second"));
    Files.createDirectory(first.resolve("lvs"));
    Files.createFile(first.resolve("dmsetup"));
    for (String name : List.of("lvs", "dmsetup")) {
      Path script = Files.writeString(second.resolve(name), "#!/bin/sh\necho \"$@\"\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("r-x------"));
    }
    Programs both = new Programs(List.of(first, second));

    assertEquals("a\n", both.run("lvs", List.of("a")).output());
    assertEquals("b\n", both.run("dmsetup", List.of("b")).output());
  }

  @Test
  void interruptingTheCallerKillsTheProgram() throws Exception {
    Path alive = directory.resolve("pid");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch flagKept = new CountDownLatch(1);
    Thread caller =
        Thread.startVirtualThread(() -> {
          try {
            shell(
                "echo $$ > " + alive + ".new; mv " + alive + ".new " + alive + "; exec sleep 1000");
          } catch (IOException e) {
            thrown.set(e);
          }
          if (Thread.currentThread().isInterrupted()) {
            flagKept.countDown();
          }
        });
    while (!Files.exists(alive)) {
      Thread.sleep(10);
    }
    long pid = Long.parseLong(Files.readString(alive).strip());

    caller.interrupt();
    caller.join();

    assertEquals(InterruptedIOException.class, thrown.get().getClass());
    assertEquals(0, flagKept.getCount(), "the interrupt is kept");
    ProcessHandle.of(pid).ifPresent(sleeper -> sleeper.onExit().join());
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void whatMustNotBeBrokenOffRunsInAThreadThatIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    String[] output = new String[1];

    Uninterrupted.run(() -> output[0] = shell("echo done").output());

    assertTrue(Thread.interrupted(), "the interrupt is kept");
    assertEquals("done\n", output[0]);
  }

  @Test
  void aFailureOfWhatMustNotBeBrokenOffComesThroughAsItIs() {
    IOException failure = new IOException("no");

    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                Uninterrupted.run(() -> {
                  throw failure;
                })));
  }
}
