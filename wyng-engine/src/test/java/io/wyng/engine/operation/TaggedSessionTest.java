package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.archive.Tag;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaggedSessionTest {

  private static final VolumeName VOLUME = VolumeName.parse("vol");

  @TempDir Path directory;

  private TestArchive archive(String compression) throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(compression, null, 1);
    archive.add("vol");
    archive.writeVolume("vol", new byte[] {1});
    return archive;
  }

  private static void send(TestArchive archive, @Nullable String description, String... tags) {
    new Send(archive.context())
        .run(
            new SendRequest(
                VolumeSelection.of(List.of()),
                List.of(tags).stream().map(Tag::parseUserInput).toList(),
                description,
                SpaceLimits.STANDARD,
                AutomaticPruning.NONE,
                false,
                false));
  }

  @Test
  void aTagFindsTheNewestSessionThatHasIt() throws IOException {
    TestArchive archive = archive("zstd:3");
    for (byte i = 1; i < 4; i++) {
      archive.writeVolume("vol", new byte[] {i, 2, 3});
      send(archive, null, i == 3 ? "other" : "Keep,words, and more " + i);
    }
    Path target = directory.resolve("restored");

    new Receive(archive.context())
        .run(
            new Receive.Request(
                VOLUME,
                SessionReference.parse("^KEEP"),
                target.toString(),
                Receive.Transfer.EVERYTHING));

    assertArrayEquals(new byte[] {2, 2, 3}, Files.readAllBytes(target));
    assertEquals(
        List.of(new Tag("keep", "words, and more 2")),
        archive.list().volumes().getFirst().sessions().get(1).tags());
  }

  @Test
  void aTagThatMatchesNothingIsRefusedWithTheTagsThereAre() throws IOException {
    TestArchive archive = archive("zstd:3");
    send(archive, null, "one", "two");

    ArchiveException refusal =
        assertThrows(
            ArchiveException.class,
            () -> new Verify(archive.context()).run(VOLUME, SessionReference.parse("^three")));

    assertTrue(String.valueOf(refusal.getMessage()).contains("^three"), refusal.getMessage());
    assertTrue(refusal.remedy().contains("one, two"), refusal.remedy());
  }

  @Test
  void aTagWithoutWordsEndsInABlankAsTheFormatHasIt() throws IOException {
    TestArchive archive = archive("zstd:3");

    send(archive, null, "bare");

    Path info =
        archive
            .metaDirectory
            .resolve("default/vol")
            .resolve(archive.sessions("vol").getFirst().directory())
            .resolve("info");
    assertTrue(Files.readString(info).endsWith("\ntag = bare \n"), Files.readString(info));
  }

  @Test
  void anArchiveOfFormat1RefusesTagsAndDescriptionsBeforeAnythingIsDone() throws IOException {
    TestArchive archive = archive("zlib:4");
    archive.source.changes.clear();

    assertThrows(ArchiveException.class, () -> send(archive, null, "tag"));
    assertThrows(ArchiveException.class, () -> send(archive, "words"));
    assertThrows(
        ArchiveException.class,
        () -> new AddVolumes(archive.context()).run(List.of(VolumeName.parse("new")), "words"));
    assertThrows(
        ArchiveException.class,
        () ->
            new RenameVolume(archive.context())
                .run(VolumeName.parse("vol"), VolumeName.parse("new"), "words"));

    assertEquals(List.of(), archive.source.changes);
    assertEquals(List.of(), archive.sessions("vol"));
    assertEquals(1, archive.list().volumes().size());
  }

  @Test
  void aDescriptionIsKeptOnBothSidesAlsoWhenNothingIsSent() throws IOException {
    TestArchive archive = archive("zstd:3");
    send(archive, "first words");
    assertEquals("first words", archive.list().volumes().getFirst().description());

    send(archive, "other\tw\u00f6rds " + "x".repeat(200));

    String description = archive.list().volumes().getFirst().description();
    assertTrue(description.startsWith("otherw\u00f6rds xxx"), description);
    assertEquals(100, description.length());
    archive.verify("vol", null);
    assertFalse(Files.exists(archive.metaDirectory.resolve("default/vol/volinfo-tmp")));
  }

  @Test
  void aVolumeIsDescribedWhenItIsRenamed() throws IOException {
    TestArchive archive = archive("zstd:3");
    send(archive, "first words");

    new RenameVolume(archive.context())
        .run(VolumeName.parse("vol"), VolumeName.parse("new"), "other words");

    assertEquals("other words", archive.list().volumes().getFirst().description());
    archive.verify("new", null);
  }
}
