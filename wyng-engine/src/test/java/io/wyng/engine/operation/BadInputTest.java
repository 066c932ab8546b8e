package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.LockedException;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.failure.SourceException;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.failure.WyngException;
import io.wyng.engine.local.ArchiveLock;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadInputTest {

  @TempDir Path directory;

  private TestArchive archive() throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add("vol");
    byte[] content = new byte[300_000];
    new java.util.Random(1).nextBytes(content);
    archive.writeVolume("vol", content);
    archive.send("vol");
    return archive;
  }

  private static <T extends WyngException> T refused(Class<T> type, Executable call, String words) {
    T failure = assertThrows(type, call);
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
    return failure;
  }

  private static Path chunk(TestArchive archive) throws IOException {
    try (Stream<Path> files = Files.walk(archive.destination())) {
      return files
          .filter(f -> f.getFileName().toString().equals("x0000000000010000"))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lz9, , 1, lz9",
    "zlib:99, , 1, 99",
    "zlib:x, , 1, zlib",
    ", md5, 1, md5",
    ", , 0, chunk factor",
    ", , 7, chunk factor"
  })
  void anUnknownCodecLevelHashOrChunkFactorIsRefusedByName(
      String compression, String hash, int factor, String words) throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());

    WyngException failure =
        assertThrows(WyngException.class, () -> archive.initialize(compression, hash, factor));

    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
    assertFalse(Files.exists(archive.destination()));
    archive.initialize(null, null, 1);
  }

  @ParameterizedTest
  @CsvSource({"gopher:/x, gopher", "internal, Malformed", "internal:x, Malformed"})
  void anUnknownSchemeOrMalformedUrlIsRefused(String url, String words) throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());
    InitializeArchive command = new InitializeArchive(archive.context());

    WyngException failure =
        assertThrows(
            WyngException.class,
            () ->
                command.run(
                    new InitializeArchive.Request(
                        archive.volumes.toString(), url, null, null, null, null)));

    assertTrue(failure instanceof UsageException || failure instanceof PluginException);
    assertTrue(String.valueOf(failure.getMessage()).contains(words), failure.getMessage());
  }

  @Test
  void aSecondArchiveInTheSamePlaceIsRefused() throws IOException {
    TestArchive archive = archive();

    refused(ArchiveException.class, () -> archive.initialize(null, null, 1), "configured already");
    DurableFiles.system().deleteTree(archive.metaDirectory);
    refused(
        ArchiveException.class, () -> archive.initialize(null, null, 1), "is an archive already");
  }

  @Test
  void aDestinationThatIsNoMountPointIsRefused() throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());

    refused(
        DestinationException.class,
        () ->
            new InitializeArchive(archive.context())
                .run(
                    new InitializeArchive.Request(
                        archive.volumes.toString(),
                        "internal:" + archive.base,
                        null,
                        null,
                        null,
                        null)),
        archive.base.toString());
  }

  @Test
  void withoutAnArchiveEveryCommandSaysHowToMakeOne() throws IOException {
    TestArchive archive = new TestArchive(directory, DurableFiles.system());

    assertTrue(
        refused(ArchiveException.class, archive::list, "No archive")
            .remedy()
            .contains("arch-init"));
    refused(ArchiveException.class, () -> archive.send(), "No archive");
    refused(ArchiveException.class, () -> archive.add("x"), "No archive");
    refused(ArchiveException.class, () -> archive.verify("x", null), "No archive");
  }

  @Test
  void anUnknownVolumeIsNamedTogetherWithThoseThatExist() throws IOException {
    TestArchive archive = archive();

    assertTrue(
        refused(ArchiveException.class, () -> archive.verify("vool", null), "vool")
            .remedy()
            .contains("vol"));
    refused(ArchiveException.class, () -> archive.send("vool"), "vool");
    refused(ArchiveException.class, () -> archive.add("vol"), "already");
  }

  @Test
  void anUnknownSessionIsNamed() throws IOException {
    TestArchive archive = archive();

    refused(
        ArchiveException.class,
        () -> archive.verify("vol", SessionName.parseUserInput("20010101-000000")),
        "20010101-000000");
  }

  @Test
  void aVolumeThatIsGoneIsSkippedAndTheOthersAreSent() throws IOException {
    TestArchive archive = archive();
    archive.add("gone");
    archive.writeVolume("vol", new byte[400_000]);

    refused(IncompleteException.class, () -> archive.send(), "gone");

    assertEquals(2, archive.sessions("vol").size());
    refused(SourceException.class, () -> archive.send("gone"), "gone");
  }

  @Test
  void aMissingChunkIsFoundByVerifyAndReceive() throws IOException {
    TestArchive archive = archive();
    Files.delete(chunk(archive));

    refused(IntegrityException.class, () -> archive.verify("vol", null), "x0000000000010000");
    refused(IntegrityException.class, () -> archive.restore("vol", null), "missing");
  }

  @Test
  void aTruncatedChunkIsFound() throws IOException {
    TestArchive archive = archive();
    Path chunk = chunk(archive);
    Files.write(chunk, java.util.Arrays.copyOf(Files.readAllBytes(chunk), 1000));

    refused(IntegrityException.class, () -> archive.verify("vol", null), "hash differs");
  }

  @Test
  void anEmptyChunkIsFound() throws IOException {
    TestArchive archive = archive();
    Files.write(chunk(archive), new byte[0]);

    refused(IntegrityException.class, () -> archive.verify("vol", null), "empty");
  }

  @Test
  void anAlteredChunkIsFoundAndTheFormerFileKept() throws IOException {
    TestArchive archive = archive();
    Path chunk = chunk(archive);
    byte[] bytes = Files.readAllBytes(chunk);
    bytes[100] ^= 1;
    Files.write(chunk, bytes);
    Path target = Files.write(directory.resolve("target"), new byte[] {1, 2, 3});

    refused(
        IntegrityException.class,
        () -> archive.receive("vol", null, target, Receive.Transfer.EVERYTHING),
        "hash differs");
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(target));
  }

  @Test
  void aChunkThatIsTooLargeIsFound() throws IOException {
    TestArchive archive = archive();
    Files.write(chunk(archive), new byte[100_000], StandardOpenOption.APPEND);

    refused(IntegrityException.class, () -> archive.verify("vol", null), "more than a chunk");
  }

  @Test
  void aChunkThatDecompressesToAnotherLengthIsFound() throws IOException {
    TestArchive archive = archive();
    forgeChunk(archive, compressed(new byte[1000]));

    refused(IntegrityException.class, () -> archive.verify("vol", null), "1000 bytes");
  }

  @Test
  void aChunkThatDecompressesToTooMuchIsFound() throws IOException {
    TestArchive archive = archive();
    forgeChunk(archive, compressed(new byte[10_000_000]));

    refused(IntegrityException.class, () -> archive.verify("vol", null), "decompressed");
  }

  /** Replaces a chunk together with its digest in both manifests, as no honest program would. */
  private static void forgeChunk(TestArchive archive, byte[] bytes) throws IOException {
    Path chunk = chunk(archive);
    Path session = chunk.getParent().getParent();
    Files.write(chunk, bytes);
    var hasher = new io.wyng.hash.sha256.Sha256Hash().newHasher();
    hasher.update(java.nio.ByteBuffer.wrap(bytes));
    String digest = java.util.HexFormat.of().formatHex(hasher.digest());
    for (Path tree : List.of(archive.destination(), archive.metaDirectory)) {
      Path manifest =
          tree.resolve("default").resolve("vol").resolve(session.getFileName()).resolve("manifest");
      Files.writeString(
          manifest,
          Files.readString(manifest)
              .replaceAll("[0-9a-f]+ x0000000000010000", digest + " x0000000000010000"));
    }
  }

  private static byte[] compressed(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    byte[] bytes = new byte[60_000];
    int length = deflater.deflate(bytes);
    deflater.end();
    return java.util.Arrays.copyOf(bytes, length);
  }

  @Test
  void metadataThatDiffersBetweenTheSidesStopsEveryUse() throws IOException {
    TestArchive archive = archive();
    String session = archive.sessions("vol").getFirst().directory();
    Path manifest =
        archive
            .destination()
            .resolve("default")
            .resolve("vol")
            .resolve(session)
            .resolve("manifest");
    Files.writeString(manifest, "0 x0000000000000000\n");

    refused(IntegrityException.class, () -> archive.verify("vol", null), "differs");
    refused(IntegrityException.class, () -> archive.send("vol"), "differs");
  }

  @Test
  void anotherArchiveAtTheDestinationIsRefused() throws IOException {
    TestArchive archive = archive();
    Path ini = archive.destination().resolve("default").resolve("archive.ini");
    Files.writeString(
        ini,
        Files.readString(ini)
            .replaceAll("uuid = .*", "uuid = 00000000-0000-4000-8000-000000000000"));

    refused(ArchiveException.class, () -> archive.send("vol"), "another one");
  }

  @Test
  void aNewerFormatIsRefused() throws IOException {
    TestArchive archive = archive();
    Path info = archive.metaDirectory.resolve("default").resolve("vol").resolve("volinfo");
    Files.writeString(info, Files.readString(info).replace("format_ver = 1", "format_ver = 3"));

    refused(ArchiveException.class, archive::list, "format 3");
    Files.writeString(
        archive.metaDirectory.resolve("default").resolve("archive.ini"), "[WYNG03]\nci = 00\n");
    refused(ArchiveException.class, archive::list, "format 3");
  }

  @Test
  void aListOfSessionsThatRunsInCirclesIsRefused() throws IOException {
    TestArchive archive = archive();
    String session = archive.sessions("vol").getFirst().directory();
    Path info =
        archive.metaDirectory.resolve("default").resolve("vol").resolve(session).resolve("info");
    Files.writeString(
        info, Files.readString(info).replace("previous = none", "previous = " + session));

    refused(IntegrityException.class, archive::list, "circles");
  }

  @Test
  void aNameThatLeadsOutOfTheArchiveIsRefused() throws IOException {
    TestArchive archive = archive();
    Path ini = archive.metaDirectory.resolve("default").resolve("archive.ini");
    Files.writeString(ini, Files.readString(ini) + "..  = enable\n", StandardCharsets.UTF_8);

    refused(IntegrityException.class, archive::list, "archive.ini");
  }

  @Test
  void anUnfinishedOperationOfAnotherProgramIsRespected() throws IOException {
    TestArchive archive = archive();
    Path marker = archive.destination().resolve("default").resolve("in_process");
    Files.writeString(marker, "delete\nvol\n");

    refused(ArchiveException.class, () -> archive.send("vol"), "delete vol");
  }

  @Test
  void whileSomebodyWritesNobodyElseMay() throws IOException {
    TestArchive archive = archive();

    ArchiveLock lock =
        ArchiveLock.acquire(archive.metaDirectory, ArchiveLock.Mode.WRITE, "wyng send big");
    refused(LockedException.class, () -> archive.send("vol"), "wyng send big");
    refused(LockedException.class, archive::list, "at work");
    lock.close();

    archive.list();
  }
}
