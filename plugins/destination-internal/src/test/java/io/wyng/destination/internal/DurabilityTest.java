package io.wyng.destination.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.contract.FaultyFiles;
import io.wyng.spi.contract.FaultyFiles.PowerCut;
import io.wyng.spi.contract.FaultyFiles.Survivors;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a power cut or a failing step leaves of an archive. */
class DurabilityTest {

  private static final ArchivePath INFO = ArchivePath.of("volume/session/info");

  @TempDir private Path temporary;

  private Path mountPoint;
  private Path root;
  private FaultyFiles files;
  private Destination destination;

  @BeforeEach
  void open() throws IOException {
    mountPoint = Files.createDirectory(temporary.resolve("mnt"));
    root = mountPoint.resolve("home/wyng.backup");
    files = FaultyFiles.below(mountPoint);
    reopen();
  }

  private void reopen() throws IOException {
    DestinationAddress address = new DestinationAddress("internal", "", mountPoint.toString());
    destination =
        new InternalDestinationProvider(files).open(address, ArchivePath.of("home/wyng.backup"));
  }

  @AfterEach
  void close() throws IOException {
    destination.close();
    files.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void put(String path, String content) throws IOException {
    try (Upload upload = destination.openUpload()) {
      upload.put(ArchivePath.of(path), ByteBuffer.wrap(bytes(content)));
      upload.finish();
    }
  }

  private boolean link(String path, String existing) throws IOException {
    try (Upload upload = destination.openUpload()) {
      boolean linked = upload.link(ArchivePath.of(path), ArchivePath.of(existing));
      upload.finish();
      return linked;
    }
  }

  private String text(ArchivePath path) throws IOException {
    return destination.read(path, 1000).map(found -> new String(found, UTF_8)).orElse("(missing)");
  }

  @Test
  void aReplacementInNewDirectoriesSurvives() throws Exception {
    destination.replace(INFO, bytes("new"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("new", text(INFO));
  }

  @Test
  void aReplacementInADirectoryThatAnUploadCreatedSurvives() throws Exception {
    put("volume/session/x", "lost");
    destination.replace(INFO, bytes("new"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("new", text(INFO));
    assertEquals("", text(ArchivePath.of("volume/session/x")));
  }

  @Test
  void aReplacementInADirectoryThatAnotherProcessCreatedSurvives() throws Exception {
    put("volume/session/x", "lost");
    reopen();
    destination.replace(INFO, bytes("new"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("new", text(INFO));
  }

  @Test
  void aReplacementInARenamedDirectorySurvives() throws Exception {
    destination.replace(ArchivePath.of("volume/session-tmp/info"), bytes("old"));
    destination.rename(ArchivePath.of("volume/session-tmp"), ArchivePath.of("volume/session"));
    destination.replace(INFO, bytes("new"));

    files.cutPower(Survivors.FORCED_ONLY);

    assertEquals("new", text(INFO));
  }

  @ParameterizedTest
  @EnumSource
  void whoReadsAfterAPowerCutAtAnyStepOfAReplacementFindsOneContentOrTheOther(Survivors survivors)
      throws Exception {
    for (long step = 1; ; step++) {
      destination.replace(INFO, bytes("former"));
      reopen();
      files.tearAt(files.steps() + step);
      try {
        destination.replace(INFO, bytes("new"));
        break;
      } catch (PowerCut _) {
        files.cutPower(survivors);
      }

      assertTrue(Set.of("former", "new").contains(text(INFO)), "step " + step);
      reopen();
      destination.replace(INFO, bytes("again"));
      assertEquals("again", text(INFO));
    }
    assertEquals("new", text(INFO));
  }

  @Test
  void aFailureAtAnyStepOfAReplacementLeavesOneContentOrTheOtherAndNothingElse() throws Exception {
    for (long step = 1; ; step++) {
      files.cutPower(Survivors.EVERYTHING);
      destination.replace(INFO, bytes("former"));
      reopen();
      files.failAt(files.steps() + step, "Input/output error");
      try {
        destination.replace(INFO, bytes("new"));
        break;
      } catch (ProviderException e) {
        assertTrue(e.remedy().contains("dmesg"), e::toString);
      }

      assertTrue(Set.of("former", "new").contains(text(INFO)), "step " + step);
      assertEquals(1, destination.list(ArchivePath.of("volume/session")).size());
    }
    assertEquals("new", text(INFO));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasSyncedSurvives(Survivors survivors) throws Exception {
    put("volume/a", "1");
    put("volume/b", "2");
    destination.rename(ArchivePath.of("volume"), ArchivePath.of("renamed"));
    destination.apply(
        List.<FileChange>of(
                new FileChange.Move(ArchivePath.of("renamed/a"), ArchivePath.of("new/a")),
                new FileChange.Delete(ArchivePath.of("renamed/b")))
            .iterator());
    destination.sync();

    files.cutPower(survivors);

    assertEquals("1", text(ArchivePath.of("new/a")));
    assertEquals("(missing)", text(ArchivePath.of("renamed/b")));
    assertEquals("(missing)", text(ArchivePath.of("volume/a")));
  }

  @Test
  void anUploadIsForcedBySyncAloneAndAtOnce() throws Exception {
    for (int i = 0; i < 10; i++) {
      put("volume/x" + i, "chunk");
    }
    long before = files.steps();

    destination.sync();

    assertEquals(before + 1, files.steps());
    assertFalse(files.journal().subList(0, (int) before).stream().anyMatch(DurabilityTest::forces));
    assertTrue(forces(files.journal().getLast()));
  }

  private static boolean forces(String step) {
    return step.startsWith("force ");
  }

  @Test
  void directoriesThatWereForcedAreNotForcedAgain() throws Exception {
    destination.replace(INFO, bytes("1"));
    long first = files.journal().stream().filter(DurabilityTest::forces).count();

    destination.replace(INFO, bytes("2"));

    long both = files.journal().stream().filter(DurabilityTest::forces).count();
    assertEquals(2, both - first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Too many links",
        "Operation not permitted",
        "Operation not supported",
        "Function not implemented",
        "Invalid cross-device link"
      })
  void whereALinkCannotBeMadeTheCallerIsToldToCopy(String reason) throws Exception {
    put("x", "content");
    put("y", "former");

    files.failAt(files.steps() + 1, reason);
    boolean made = link("new", "x");
    files.failAt(files.steps() + 2, reason); // after the removal of a former temporary link
    boolean replaced = link("y", "x");

    assertFalse(made);
    assertFalse(replaced);
    assertEquals("former", text(ArchivePath.of("y")));
    assertEquals(2, destination.list(ArchivePath.ROOT).size());
  }

  @Test
  void aLinkThatFailsForAnotherReasonIsAnError() throws Exception {
    put("x", "content");

    files.failAt(files.steps() + 1, "No space left on device");

    assertThrows(ProviderException.class, () -> link("new", "x"));
  }

  @Test
  void withoutHardLinksThereIsNoSuchCapability() throws Exception {
    put("x", "content");
    files.failAt(files.steps() + 4, "Operation not permitted"); // two deletions, a file, the link

    Set<DestinationCapability> capabilities = destination.capabilities();

    assertFalse(capabilities.contains(DestinationCapability.HARD_LINKS));
    assertTrue(
        files
            .journal()
            .contains(
                "link "
                    + root.resolve(".wyng-link-trial.link")
                    + " to "
                    + root.resolve(".wyng-link-trial")));
    assertEquals(1, destination.list(ArchivePath.ROOT).size());
  }

  @Test
  void whatACrashLeftOfTryingHardLinksIsTakenAwayByTheNextTry() throws Exception {
    put("x", "content");
    files.stopAt(files.steps() + 5);
    assertThrows(PowerCut.class, () -> destination.capabilities());
    files.cutPower(Survivors.EVERYTHING);
    assertEquals(3, destination.list(ArchivePath.ROOT).size());
    reopen();

    Set<DestinationCapability> capabilities = destination.capabilities();

    assertTrue(capabilities.contains(DestinationCapability.HARD_LINKS));
    assertEquals(1, destination.list(ArchivePath.ROOT).size());
  }

  @Test
  void forAnArchiveThatIsNotThereHardLinksAreTriedInTheNearestDirectory() throws Exception {
    Files.createDirectory(mountPoint.resolve("home"));

    Set<DestinationCapability> capabilities = destination.capabilities();

    assertTrue(capabilities.contains(DestinationCapability.HARD_LINKS));
    assertTrue(
        files.journal().stream().allMatch(step -> step.contains(mountPoint + "/home/.wyng-")));
    try (Stream<Path> entries = Files.list(mountPoint.resolve("home"))) {
      assertEquals(0, entries.count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "No space left on device|Free some space there",
        "Disk quota exceeded|Raise the disk quota",
        "Read-only file system|Mount the file system writable",
        "Permission denied|Run Wyng as a user who may",
        "Input/output error|The disk or the network",
        "Stale file handle|The server of this file system",
        "File name too long|Choose a shorter name"
      })
  void theErrorsOfTheSystemHaveRemedies(String reasonAndRemedy) throws Exception {
    String reason = reasonAndRemedy.substring(0, reasonAndRemedy.indexOf('|'));
    String remedy = reasonAndRemedy.substring(reasonAndRemedy.indexOf('|') + 1);
    put("x", "content");
    files.failAt(files.steps() + 1, reason);

    ProviderException failure = assertThrows(ProviderException.class, () -> put("y", "content"));

    assertEquals("Cannot write " + root.resolve("y") + ": " + reason, failure.getMessage());
    assertTrue(failure.remedy().startsWith(remedy), failure::remedy);
  }
}
