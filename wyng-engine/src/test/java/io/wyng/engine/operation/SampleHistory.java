package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An archive with two volumes, one of which has five sessions that grew, shrank, changed and were
 * zeroed in part. It can be put back as often as a test likes to break it.
 */
final class SampleHistory {

  static final VolumeName VOLUME = VolumeName.parse("vol");
  static final VolumeName OTHER = VolumeName.parse("other");

  private static final int CHUNK = 65_536;

  final Path base;
  private final Path copy;
  final Map<SessionName, byte[]> contents = new LinkedHashMap<>();
  private final byte[] other = new byte[70_000];

  SampleHistory(Path directory) throws IOException {
    this.base = Files.createDirectory(directory.resolve("archive"));
    this.copy = directory.resolve("copy");
    TestArchive archive = archive(DurableFiles.system());
    archive.initialize(null, null, 1);
    archive.add(VOLUME.text(), OTHER.text());
    new Random(5).nextBytes(other);
    archive.writeVolume(OTHER.text(), other);
    archive.send(OTHER.text());
    states().forEach(state -> send(archive, state));
    copyTree(base, copy);
  }

  private static List<byte[]> states() {
    List<byte[]> states = new ArrayList<>();
    byte[] content = new byte[4 * CHUNK + 5_000];
    new Random(7).nextBytes(content);
    states.add(content);
    content = Arrays.copyOf(content, 7 * CHUNK);
    Arrays.fill(content, CHUNK, CHUNK + 100, (byte) 1);
    Arrays.fill(content, 5 * CHUNK, 7 * CHUNK, (byte) 2);
    states.add(content);
    content = content.clone();
    Arrays.fill(content, 2 * CHUNK, 3 * CHUNK, (byte) 0);
    Arrays.fill(content, 6 * CHUNK, 6 * CHUNK + 10, (byte) 3);
    states.add(content);
    content = Arrays.copyOf(content, 4 * CHUNK - 700);
    Arrays.fill(content, 0, 50, (byte) 4);
    states.add(content);
    content = content.clone();
    Arrays.fill(content, 3 * CHUNK, 3 * CHUNK + 50, (byte) 5);
    states.add(content);
    return states;
  }

  private void send(TestArchive archive, byte[] content) {
    try {
      archive.writeVolume(VOLUME.text(), content);
      archive.send(VOLUME.text());
      contents.put(archive.sessions(VOLUME.text()).getLast(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TestArchive archive(DurableFiles files) throws IOException {
    return new TestArchive(base, files);
  }

  TestArchive archive() throws IOException {
    return archive(DurableFiles.system());
  }

  List<SessionName> sessions() {
    return List.copyOf(contents.keySet());
  }

  SessionName session(int index) {
    return sessions().get(index);
  }

  /** Puts everything back as it was in the beginning. */
  void reset() throws IOException {
    DurableFiles.system().deleteTree(base);
    copyTree(copy, base);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  Path local(String path) {
    return base.resolve("meta").resolve("wyng.backup").resolve("default").resolve(path);
  }

  Path remote(String path) {
    return base.resolve("destination").resolve("wyng.backup").resolve("default").resolve(path);
  }

  /** The other volume, and each session that there is, hold what they held, on both sides. */
  void assertIntact(String volume, String at) throws IOException {
    TestArchive archive = archive();
    for (SessionName session : archive.sessions(volume)) {
      assertArrayEquals(contents.get(session), archive.restore(volume, session), at);
    }
    assertArrayEquals(other, archive.restore(OTHER.text(), null), at);
    assertInOrder(archive, at);
  }

  /** Both sides have the same metadata, all of it is needed, and chunks are those it names. */
  static void assertInOrder(TestArchive archive, String at) throws IOException {
    Path remote = archive.destination().resolve("default");
    assertEquals(
        MetadataDigests.of(remote),
        MetadataDigests.of(archive.metaDirectory.resolve("default")),
        at);
    Set<String> expected = new TreeSet<>(Set.of("archive.ini"));
    for (VolumeSummary volume : archive.list().volumes()) {
      if (volume.sessions().isEmpty()) {
        continue;
      }
      expected.add(volume.name().text());
      Set<String> names =
          volume.sessions().stream()
              .map(session -> session.name().directory())
              .collect(Collectors.toCollection(TreeSet::new));
      for (String session : names) {
        assertChunksAreNamed(remote.resolve(volume.name().text()).resolve(session), at);
      }
      names.add("volinfo");
      assertEquals(names, names(remote.resolve(volume.name().text())), at);
    }
    assertEquals(expected, names(remote), at);
  }

  private static void assertChunksAreNamed(Path session, String at) throws IOException {
    Set<String> named =
        Files.readAllLines(session.resolve("manifest")).stream()
            .filter(line -> !line.startsWith("0 "))
            .map(line -> ChunkAddress.parse(line.substring(line.indexOf(' ') + 1)).path())
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> files = Files.walk(session)) {
      Set<String> present =
          files
              .filter(Files::isRegularFile)
              .map(file -> session.relativize(file).toString())
              .filter(name -> name.contains("/"))
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(named, present, at);
    }
  }

  static Set<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
