package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives of the alpha, which have another name and no identities of snapshots. */
class SparsebakTest {

  @TempDir Path directory;

  private TestArchive archive;
  private byte[] content;
  private Path oldMetadata;
  private Path oldDestination;

  @BeforeEach
  void makeAnArchiveLookLikeOneOfSparsebak() throws IOException {
    archive = new TestArchive(Files.createDirectory(directory.resolve("a b")), system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    content = new byte[200_000];
    new Random(3).nextBytes(content);
    archive.writeVolume("vol", content);
    archive.send("vol");
    oldMetadata = archive.metaDirectory.resolveSibling("sparsebak");
    oldDestination = archive.destination().resolveSibling("sparsebak");
    Files.delete(archive.metaDirectory.resolve("lock"));
    Files.move(archive.metaDirectory, oldMetadata);
    Files.move(archive.destination(), oldDestination);
    for (Path tree : List.of(oldMetadata, oldDestination)) {
      forgetSnapshots(tree);
    }
  }

  private static DurableFiles system() {
    return DurableFiles.system();
  }

  private static void forgetSnapshots(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path info : files.filter(file -> file.endsWith("info")).toList()) {
        Files.writeString(info, Files.readString(info).replaceFirst("uuid = .*\n", ""));
      }
    }
  }

  /** The commands that a remedy names. */
  private static List<String> commands(String remedy) {
    return remedy.lines().map(String::strip).filter(line -> line.startsWith("mv ")).toList();
  }

  private static String move(Path from, Path to) {
    return "mv '" + from + "' '" + to + "'";
  }

  @Test
  void theTwoRenamesAreNamedWithTheirPathsAndMakeTheArchiveUsable() throws IOException {
    ArchiveException failure = assertThrows(ArchiveException.class, archive::list);

    assertEquals(
        List.of(
            move(oldMetadata, archive.metaDirectory), move(oldDestination, archive.destination())),
        commands(failure.remedy()));

    Files.move(oldMetadata, archive.metaDirectory);
    Files.move(oldDestination, archive.destination());
    assertArrayEquals(content, archive.restore("vol", null));
    content[100_000] ^= 1;
    archive.writeVolume("vol", content);
    archive.send("vol");
    assertArrayEquals(content, archive.restore("vol", null));
    assertEquals(2, archive.sessions("vol").size());
  }

  @Test
  void aDirectoryThatWouldSwallowTheOldOneIsMovedAwayFirst() throws IOException {
    Files.createDirectories(archive.metaDirectory);

    ArchiveException failure = assertThrows(ArchiveException.class, archive::list);

    assertEquals(
        List.of(
            move(archive.metaDirectory, archive.metaDirectory) + ".old",
            move(oldMetadata, archive.metaDirectory),
            move(oldDestination, archive.destination())),
        commands(failure.remedy()));
  }

  @Test
  void settingsThatCannotBeReadLeaveThePathAtTheDestinationToTheUser() throws IOException {
    Files.delete(oldMetadata.resolve("default/archive.ini"));

    ArchiveException failure = assertThrows(ArchiveException.class, archive::list);

    assertEquals(
        List.of(
            move(oldMetadata, archive.metaDirectory),
            "mv /MOUNTPOINT/sparsebak /MOUNTPOINT/wyng.backup"),
        commands(failure.remedy()));
  }

  @Test
  void aDestinationThatWasForgottenIsNamed() throws IOException {
    Files.move(oldMetadata, archive.metaDirectory);

    DestinationException failure =
        assertThrows(DestinationException.class, () -> archive.verify("vol", null));

    assertEquals(List.of(move(oldDestination, archive.destination())), commands(failure.remedy()));
  }

  @Test
  void onAMachineWithoutTheOldMetadataTheDestinationAloneIsRenamedAndImported() throws IOException {
    system().deleteTree(oldMetadata);
    ForeignArchive foreign =
        new ForeignArchive(
            "internal:/",
            archive.destination().getParent().toString().substring(1),
            null,
            directory);
    ImportArchive command = new ImportArchive(archive.context());

    DestinationException failure =
        assertThrows(DestinationException.class, () -> command.run(foreign));

    assertEquals(List.of(move(oldDestination, archive.destination())), commands(failure.remedy()));
    Files.move(oldDestination, archive.destination());
    command.run(foreign);
    assertArrayEquals(content, archive.restore("vol", null));
  }
}
