package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.event.Event;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.failure.WyngException;
import io.wyng.engine.local.ArchiveLock;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** An archive that is read, or imported, by a machine that knows nothing of it. */
class ForeignArchiveTest {

  private static final VolumeName VOL = new VolumeName("vol");

  @TempDir Path directory;

  private Path temporary;
  private TestArchive origin;
  private TestArchive here;
  private byte[] first;
  private byte[] second;

  @BeforeEach
  void makeAnArchiveElsewhere() throws IOException {
    temporary = Files.createDirectory(directory.resolve("temporary"));
    origin = new TestArchive(Files.createDirectory(directory.resolve("origin")), system());
    origin.initialize(null, null, 1);
    origin.add("vol", "never-sent");
    first = content(1);
    origin.writeVolume("vol", first);
    origin.send("vol");
    second = content(2);
    origin.writeVolume("vol", second);
    origin.send("vol");
    here = new TestArchive(Files.createDirectory(directory.resolve("here")), system());
  }

  private static DurableFiles system() {
    return DurableFiles.system();
  }

  private static byte[] content(int seed) {
    byte[] content = new byte[300_000];
    new Random(7).nextBytes(content);
    content[70_000] = (byte) seed;
    return content;
  }

  @AfterEach
  void nothingTemporaryIsLeft() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }

  private ForeignArchive archive(@Nullable Path local) {
    return new ForeignArchive(
        "internal:/",
        origin.base.resolve("destination").toString().substring(1),
        local == null ? null : local.toString(),
        temporary);
  }

  private OperationContext reading(@Nullable Path local) {
    return here.context().reading(archive(local));
  }

  private ArchiveSummary importIt() {
    return new ImportArchive(here.context()).run(archive(here.volumes));
  }

  private byte[] restored(@Nullable SessionName session) throws IOException {
    Path target = directory.resolve("restored.img");
    @Nullable SessionReference wanted =
        session == null ? null : new SessionReference.ByDate(session);
    new Receive(reading(null))
        .run(new Receive.Request(VOL, wanted, target.toString(), Receive.Transfer.EVERYTHING));
    return Files.readAllBytes(target);
  }

  /** Every file of a tree with its size and time: what was written to would be seen. */
  private static Map<String, String> state(Path tree) throws IOException {
    Map<String, String> state = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(tree)) {
      for (Path path : paths.toList()) {
        state.put(
            tree.relativize(path).toString(),
            Files.isRegularFile(path)
                ? Files.getLastModifiedTime(path) + " " + Files.size(path)
                : "");
      }
    }
    return state;
  }

  private static <T extends WyngException> T refused(Class<T> type, Executable call, String words) {
    T failure = assertThrows(type, call);
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
    return failure;
  }

  @Test
  void everySessionIsRestoredAndVerifiedAndTheDestinationIsNotTouched() throws IOException {
    Map<String, String> before = state(origin.destination());

    assertArrayEquals(first, restored(origin.sessions("vol").getFirst()));
    assertArrayEquals(second, restored(null));
    new Verify(reading(null)).run(VOL, null);

    assertEquals(1, here.events(Event.VolumeVerified.class).size());
    assertEquals(before, state(origin.destination()));
    assertFalse(Files.exists(here.metaDirectory));
  }

  @Test
  void listingShowsWhatTheOwnerWouldSee() {
    ArchiveSummary listed = new ListArchive(reading(null)).run();

    assertEquals(origin.list(), listed);
  }

  @Test
  void theLocationCanBeOverridden() throws IOException {
    new Receive(reading(here.volumes))
        .run(new Receive.Request(VOL, null, null, Receive.Transfer.EVERYTHING));

    assertArrayEquals(second, Files.readAllBytes(here.volumes.resolve("vol")));
  }

  @Test
  void theUserIsToldThatThereIsNoTrustedCopyAndMustAgree() {
    List<String> questions = new java.util.ArrayList<>();
    OperationContext declining = here.withoutConsent(questions);

    refused(
        UsageException.class,
        () -> new ListArchive(declining.reading(archive(null))).run(),
        "Nobody agreed");
    refused(
        UsageException.class,
        () -> new ImportArchive(declining).run(archive(null)),
        "Nobody agreed");

    assertEquals(2, questions.size());
    assertTrue(questions.getFirst().contains("internal:/"), questions::toString);
    assertTrue(
        here.events(Event.Warning.class).getFirst().message().contains("has no copy"),
        here.events::toString);
    assertFalse(Files.exists(here.metaDirectory));
  }

  @Test
  void theConfiguredArchiveIsNeitherUsedNorLocked() throws IOException {
    here.initialize(null, null, 2);

    ArchiveLock lock = ArchiveLock.acquire(here.metaDirectory, ArchiveLock.Mode.WRITE, "send");
    ArchiveSummary listed = new ListArchive(reading(null)).run();
    lock.close();

    assertEquals(origin.list(), listed);
    assertEquals(List.of(), here.list().volumes());
  }

  @Test
  void itIsOnlyReadWhateverTheOperation() {
    refused(
        UsageException.class,
        () -> new AddVolumes(reading(null)).run(List.of(new VolumeName("x"))),
        "only read");
    refused(
        UsageException.class,
        () -> new Send(reading(null)).run(SendRequest.of(List.of())),
        "only read");
  }

  @Test
  void aPlaceThatMakesNoSenseIsRefused() {
    ForeignArchive nowhere = new ForeignArchive("nowhere", null, null, temporary);
    ForeignArchive unknown = new ForeignArchive("gopher:/x", null, null, temporary);
    ForeignArchive above = new ForeignArchive("internal:/", "../x", null, temporary);
    ForeignArchive empty = new ForeignArchive("internal:/", "no/such/place", null, temporary);

    refused(UsageException.class, () -> list(nowhere), "Malformed");
    refused(PluginException.class, () -> list(unknown), "gopher");
    refused(UsageException.class, () -> list(above), "../x");
    refused(DestinationException.class, () -> list(empty), "no/such/place/wyng.backup");
    refused(
        DestinationException.class,
        () -> new ImportArchive(here.context()).run(empty),
        "No archive was found");
  }

  private void list(ForeignArchive archive) {
    new ListArchive(here.context().reading(archive)).run();
  }

  @Test
  void anImportedArchiveIsContinued() throws IOException {
    ArchiveSummary imported = importIt();

    assertEquals(origin.list().uuid(), imported.uuid());
    assertEquals(origin.list().volumes(), imported.volumes());
    assertEquals(here.volumes.toString(), imported.local());
    byte[] third = content(3);
    here.writeVolume("vol", third);
    here.send("vol");
    assertArrayEquals(first, here.restore("vol", here.sessions("vol").getFirst()));
    assertArrayEquals(third, here.restore("vol", null));
    assertEquals(3, here.sessions("vol").size());
  }

  @Test
  void anImportChangesNothingAtTheDestinationAndKeepsEveryFileOfTheMetadata() throws IOException {
    Map<String, String> before = state(origin.destination());

    new ImportArchive(here.context()).run(archive(null));

    assertEquals(before, state(origin.destination()));
    Path trusted = origin.metaDirectory.resolve("default");
    Path imported = here.metaDirectory.resolve("default");
    for (String name : state(trusted).keySet()) {
      if (Files.isRegularFile(trusted.resolve(name)) && !name.endsWith("deltamap")) {
        assertEquals(-1, Files.mismatch(trusted.resolve(name), imported.resolve(name)), name);
      }
    }
  }

  @Test
  void anArchiveThatWasMovedIsImportedWithItsNewPlaceWhichTheNextSendTellsTheDestination()
      throws IOException {
    Path moved = Files.createDirectory(directory.resolve("moved"));
    Files.move(origin.destination(), moved.resolve("wyng.backup"));
    ForeignArchive archive =
        new ForeignArchive(
            "internal:/", moved.toString().substring(1), here.volumes.toString(), temporary);

    ArchiveSummary imported = new ImportArchive(here.context()).run(archive);
    here.writeVolume("vol", content(3));
    here.send("vol");

    assertEquals(moved.toString().substring(1), imported.subdirectory());
    assertEquals(
        -1,
        Files.mismatch(
            here.metaDirectory.resolve("default/archive.ini"),
            moved.resolve("wyng.backup/default/archive.ini")));
  }

  @Test
  void whatIsNoSessionOfAVolumeIsNotImported() throws IOException {
    Path volume = origin.destination().resolve("default/vol");
    Files.createDirectories(volume.resolve("S_20300101-000000-tmp"));
    Files.createDirectories(volume.resolve("S_20300102-000000"));
    Files.writeString(volume.resolve("S_20300102-000000/info"), "volsize = 1\n");
    Files.writeString(volume.resolve("S_20300103-000000"), "a file");

    importIt();

    try (Stream<Path> files = Files.list(here.metaDirectory.resolve("default/vol"))) {
      assertEquals(
          Stream.concat(
                  Stream.of("volinfo"), origin.sessions("vol").stream().map(s -> s.directory()))
              .sorted()
              .toList(),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void whileSomebodyChangesTheArchiveItIsReadWithAWarningAndNotImported() throws IOException {
    Files.writeString(
        origin.destination().resolve("default/in_process"), "merge\nvol\nTrue\nS_1\nS_2\n");

    refused(ArchiveException.class, this::importIt, "merge vol");
    assertArrayEquals(second, restored(null));

    assertTrue(
        here.events(Event.Warning.class).stream().anyMatch(w -> w.message().contains("merge vol")),
        here.events::toString);
    assertFalse(Files.exists(here.metaDirectory.resolve("default")));
    assertFalse(Files.exists(here.metaDirectory.resolve("import-tmp")));
  }

  @Test
  void anImportNeverReplacesAnArchiveOrTheRestOfOne() throws IOException {
    here.initialize(null, null, 1);
    refused(ArchiveException.class, this::importIt, "configured already");

    Path settings = here.metaDirectory.resolve("default/archive.ini");
    Files.createDirectory(here.metaDirectory.resolve("default/precious"));
    Files.delete(settings);
    refused(ArchiveException.class, this::importIt, "holds files");

    assertTrue(Files.exists(here.metaDirectory.resolve("default/precious")));
  }

  @Test
  void whatAnUnfinishedCreationLeftBehindGivesWay() throws IOException {
    Files.createDirectories(here.metaDirectory.resolve("default"));
    Files.writeString(here.metaDirectory.resolve("default/archive.ini.tmp"), "[var]\n");

    importIt();

    assertEquals(2, here.sessions("vol").size());
  }
}
