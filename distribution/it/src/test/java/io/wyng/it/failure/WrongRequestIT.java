package io.wyng.it.failure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.TreeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be fulfilled, on an archive that is in order. */
class WrongRequestIT {

  private static final String LONG_NAME = "n".repeat(113);

  private static Sandbox sandbox;

  private TreeState before;

  @BeforeAll
  static void makeAnArchive(@TempDir Path directory) throws IOException {
    sandbox = Sandbox.in(directory);
    sandbox.volume("disk").fill(1_000_000, 1);
    sandbox.initialize().succeeded();
    sandbox.begin("disk");
  }

  @BeforeEach
  void rememberEverything() throws IOException {
    before = TreeState.of(sandbox.root());
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertEquals(before, TreeState.of(sandbox.root()));
  }

  static Stream<Arguments> wrongWords() {
    return Stream.of(
        arguments(List.of("send", "--fast"), "--fast"),
        arguments(List.of("--fast", "send"), "--fast"),
        arguments(List.of("sned"), "sned"),
        arguments(List.of("verify"), "volume"),
        arguments(List.of("receive"), "volume"),
        arguments(List.of("add"), "volume"),
        arguments(List.of("receive", "disk", "disk"), "disk"),
        arguments(List.of("receive", "disk", "--session"), "--session"),
        arguments(List.of("receive", "disk", "--session=yesterday"), "yesterday"),
        arguments(List.of("verify", "disk", "--session=20260230-000000"), "20260230-000000"),
        arguments(List.of("prune"), "--session"),
        arguments(List.of("prune", "disk", "--session=yesterday"), "yesterday"),
        arguments(List.of("prune", "--session=20260201-000000,20260101-000000"), "before"),
        arguments(List.of("prune", "--session=20260201-000000,"), "YYYYMMDD-HHMMSS"),
        arguments(
            List.of("prune", "--session=20260101-000000,20260102-000000,20260103-000000"), "two"),
        arguments(
            List.of("prune", "--session=20260101-000000,20260201-000000", "--all-before"),
            "--all-before"),
        arguments(List.of("send", "--all-before"), "prune"),
        arguments(List.of("delete"), "volume"),
        arguments(List.of("delete", "disk", "other"), "other"),
        arguments(List.of("delete", "disk"), "--unattended"),
        arguments(List.of("arch-delete"), "--unattended"),
        arguments(List.of("arch-delete", "disk"), "disk"),
        arguments(List.of("rename", "disk"), "new-name"),
        arguments(List.of("rename", "disk", "a/b"), "a/b"),
        arguments(List.of("arch-init", "--local=/tmp"), "--dest"),
        arguments(List.of("arch-init", "--dest=internal:/"), "--local"));
  }

  @ParameterizedTest
  @MethodSource("wrongWords")
  void wordsThatMakeNoSenseAreRefusedAndNamed(List<String> words, String named) {
    Result result = sandbox.run(words.toArray(String[]::new));

    result.failed(ExitStatus.USAGE, named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "../up", "..", ".", "", "two words", "naïve", "a\tb", "$(id)"})
  void namesThatNoVolumeCanHaveAreRefusedAndShown(String name) {
    assertAll(
        () -> sandbox.run("add", name).failed(ExitStatus.USAGE, "name"),
        () -> sandbox.run("send", name).failed(ExitStatus.USAGE, "name"),
        () -> sandbox.run("receive", name).failed(ExitStatus.USAGE, "name"),
        () -> sandbox.run("list", name).failed(ExitStatus.USAGE, "name"));
  }

  @Test
  void aNameThatIsTooLongIsRefusedWithTheLimit() {
    sandbox.run("add", LONG_NAME).failed(ExitStatus.USAGE, "112");
  }

  @ParameterizedTest
  @ValueSource(strings = {"send", "receive", "verify", "list", "delete"})
  void anUnknownVolumeIsNamedTogetherWithTheOnesThereAre(String command) {
    sandbox.run(command, "dsik").failed(ExitStatus.ARCHIVE, "dsik", "disk");
  }

  @Test
  void anUnknownVolumeIsNeitherDeletedNorRenamedNorPrunedByThoseWhoAnswerNothing() {
    sandbox.run("delete", "-u", "dsik").failed(ExitStatus.ARCHIVE, "dsik", "disk");
    sandbox.run("rename", "-u", "dsik", "new").failed(ExitStatus.ARCHIVE, "dsik", "disk");
    sandbox
        .run("prune", "-u", "dsik", "--session=20260101-000000")
        .failed(ExitStatus.ARCHIVE, "dsik", "disk");
  }

  @Test
  void aNameThatIsTakenIsNotGivenToAnotherVolume() {
    sandbox.run("rename", "disk", "disk").failed(ExitStatus.ARCHIVE, "disk", "already");
  }

  @Test
  void theOnlySessionAndOneThatIsNotThereCannotBePruned() {
    String newest = sandbox.sessions("disk").getLast();

    sandbox
        .run("prune", "-u", "disk", "--session=" + newest)
        .failed(ExitStatus.ARCHIVE, newest, "newest");
    sandbox
        .run("prune", "-u", "disk", "--session=20010101-000000")
        .failed(ExitStatus.ARCHIVE, "20010101-000000", "wyng list disk");
  }

  @Test
  void addingAVolumeTwiceIsRefused() {
    sandbox.run("add", "other", "disk").failed(ExitStatus.ARCHIVE, "disk", "already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"receive", "verify"})
  void anUnknownSessionIsNamedAndTheRemedyIsTheList(String command) {
    sandbox
        .run(command, "disk", "--session=20010101-000000")
        .failed(ExitStatus.ARCHIVE, "20010101-000000", "wyng list disk");
  }

  @Test
  void aSecondArchiveInTheSameMetadataDirectoryIsRefused() {
    sandbox.initialize().failed(ExitStatus.ARCHIVE, "already", "--meta-dir");
  }

  @Test
  void aSecondArchiveAtTheSameDestinationIsRefused(@TempDir Path elsewhere) {
    sandbox
        .wyng()
        .run(
            "arch-init",
            "--local=" + sandbox.volumes(),
            "--dest=internal:/",
            "--subdir=" + Path.of("/").relativize(sandbox.destination()),
            "--meta-dir=" + elsewhere)
        .failed(ExitStatus.ARCHIVE, "already", "--subdir");
  }

  @Test
  void restoringOverAFileNeedsConsent(@TempDir Path directory) throws IOException {
    Path target = Files.writeString(directory.resolve("precious"), "precious");

    sandbox
        .run("receive", "disk", "--save-to=" + target)
        .failed(ExitStatus.USAGE, target.toString(), "--unattended");

    assertEquals("precious", Files.readString(target));
  }

  @Test
  void restoringToAPathWhoseDirectoryIsMissingIsRefused() {
    sandbox
        .run("receive", "disk", "--save-to=no/such/place.img")
        .failed(ExitStatus.SOURCE, "no/such");
  }

  @Test
  void aFailureIsOneObjectForPrograms() {
    Result result = sandbox.run("verify", "dsik", "--json");

    JsonNode error = result.json("error");
    assertEquals(ExitStatus.ARCHIVE, result.status());
    assertEquals(ExitStatus.ARCHIVE, error.path("exitCode").asInt());
    assertFalse(
        error.path("message").asText().isEmpty() || error.path("remedy").asText().isEmpty());
    assertEquals("", result.errors());
  }

  @Test
  void theStackTraceIsShownToWhomItIsOfUse() {
    Result result = sandbox.run("verify", "dsik", "--debug");

    assertEquals(ExitStatus.ARCHIVE, result.status());
    assertFalse(result.errors().lines().noneMatch(line -> line.startsWith("\tat io.wyng.")));
  }
}
