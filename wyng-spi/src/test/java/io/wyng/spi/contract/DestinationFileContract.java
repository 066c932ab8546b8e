package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.LIMIT;
import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.assumeConcurrentUse;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.randomBytes;
import static io.wyng.spi.contract.DestinationScenario.sha256;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading and replacing small files, and the digests of files. */
interface DestinationFileContract extends DestinationFixture {

  @Test
  default void whatWasReplacedIsReadByteForByte() throws Exception {
    byte[] content = randomBytes(1, 70_000);
    try (Destination destination = open()) {

      destination.replace(path("volume/info"), content);

      assertArrayEquals(content, destination.read(path("volume/info"), LIMIT).orElseThrow());
    }
  }

  @Test
  default void whatWasReplacedIsThereForTheNextConnection() throws Exception {
    try (Destination destination = open()) {
      destination.replace(path("info"), utf8("new"));
    }

    try (Destination next = open()) {
      assertEquals("new", text(next, "info"));
    }
  }

  @ParameterizedTest(name = "from {0} bytes")
  @ValueSource(ints = {0, 1, 100_000})
  default void replacingChangesTheWholeContent(int formerLength) throws Exception {
    try (Destination destination = open()) {
      destination.replace(path("info"), randomBytes(2, formerLength));

      destination.replace(path("info"), utf8("new"));

      assertEquals("new", text(destination, "info"));
    }
  }

  @Test
  default void anEmptyFileIsAFile() throws Exception {
    try (Destination destination = open()) {

      destination.replace(path("empty"), new byte[0]);

      assertArrayEquals(new byte[0], destination.read(path("empty"), 0).orElseThrow());
    }
  }

  @Test
  default void replacingCreatesMissingDirectories() throws Exception {
    try (Destination destination = open()) {

      destination.replace(path("a/b/c/info"), utf8("deep"));

      assertEquals("deep", text(destination, "a/b/c/info"));
    }
  }

  @Test
  default void replacingLeavesNothingElseBehind() throws Exception {
    try (Destination destination = open()) {
      destination.replace(path("volume/info"), utf8("old"));

      destination.replace(path("volume/info"), utf8("new"));

      assertEquals(Set.of("info"), names(destination, "volume"));
      assertEquals(Set.of("volume"), names(destination, ""));
    }
  }

  @Test
  default void aDirectoryIsNotReplacedByAFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "kept");

      assertThrows(IOException.class, () -> destination.replace(path("volume"), utf8("a file")));

      assertEquals("kept", text(destination, "volume/info"));
      assertEquals(Set.of("volume"), names(destination, ""));
    }
  }

  @Test
  default void anEmptyDirectoryIsNotReplacedByAFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "gone");
      destination.deleteTree(path("volume/info"));

      assertThrows(IOException.class, () -> destination.replace(path("volume"), utf8("a file")));

      assertEquals(Set.of("volume"), names(destination, ""));
    }
  }

  @Test
  default void whoReadsWhileAFileIsReplacedFindsOneContentOrTheOther() throws Exception {
    byte[] one = randomBytes(3, 200_000);
    byte[] other = randomBytes(4, 150_000);
    Set<String> allowed = Set.of(sha256(one), sha256(other));
    List<byte[]> seen = new ArrayList<>();
    try (Destination destination = open();
        Destination reader = open()) {
      assumeConcurrentUse(destination);
      destination.replace(path("info"), one);

      FutureTask<Void> replacing =
          new FutureTask<>(() -> {
            for (int i = 0; i < 30; i++) {
              destination.replace(path("info"), i % 2 == 0 ? other : one);
            }
            return null;
          });
      Thread.ofPlatform().start(replacing);
      do {
        seen.add(reader.read(path("info"), LIMIT).orElseThrow());
      } while (!replacing.isDone() && seen.size() < 1000);
      replacing.get();

      for (byte[] content : seen) {
        assertTrue(allowed.contains(sha256(content)), content.length + " bytes were read");
      }
      assertArrayEquals(one, destination.read(path("info"), LIMIT).orElseThrow());
    }
  }

  @Test
  default void aFileOfTheGreatestSizeIsRead() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "12345");

      Optional<byte[]> content = destination.read(path("info"), 5);

      assertArrayEquals(utf8("12345"), content.orElseThrow());
    }
  }

  @Test
  default void aFileAboveTheLimitIsNotRead() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", "123456");

      assertThrows(IOException.class, () -> destination.read(path("info"), 5));
    }
  }

  @Test
  default void aBigFileAboveTheLimitIsNotRead() throws Exception {
    try (Destination destination = open()) {
      put(destination, "info", new byte[3_000_000]);

      assertThrows(IOException.class, () -> destination.read(path("info"), 1000));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "volume/missing", "missing/info", "missing/too/info"})
  default void aMissingFileReadsAsEmpty(String missing) throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "there");

      assertEquals(NO_FILE, text(destination, missing));
    }
  }

  @Test
  default void aDirectoryIsNotReadAsAFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "there");

      assertThrows(IOException.class, () -> destination.read(path("volume"), LIMIT));
    }
  }

  @Test
  default void digestsAreTheSha256OfWholeFiles() throws Exception {
    Map<ArchivePath, String> expected = new TreeMap<>();
    try (Destination destination = open()) {
      upload(
          destination,
          upload -> {
            for (int i = 0; i < 300; i++) {
              upload.put(path("volume/" + i % 7 + "/" + i), ByteBuffer.wrap(utf8("content " + i)));
            }
          });
      for (int i = 0; i < 300; i++) {
        expected.put(path("volume/" + i % 7 + "/" + i), sha256(utf8("content " + i)));
      }

      Map<ArchivePath, String> digests = destination.digests(expected.keySet());

      assertEquals(expected, new TreeMap<>(digests));
    }
  }

  @ParameterizedTest(name = "{0} bytes")
  @ValueSource(ints = {0, 1, 5_000_000})
  default void theDigestOfAFileOfAnySizeIsItsSha256(int length) throws Exception {
    byte[] content = randomBytes(5, length);
    try (Destination destination = open()) {
      put(destination, "manifest", content);

      Map<ArchivePath, String> digests = destination.digests(List.of(path("manifest")));

      assertEquals(Map.of(path("manifest"), sha256(content)), digests);
    }
  }

  @Test
  default void filesThatDoNotExistHaveNoDigest() throws Exception {
    try (Destination destination = open()) {
      put(destination, "there", "1");

      Map<ArchivePath, String> digests =
          destination.digests(List.of(path("missing"), path("there"), path("nowhere/missing")));

      assertEquals(Map.of(path("there"), sha256(utf8("1"))), digests);
    }
  }

  @Test
  default void noFilesHaveNoDigests() throws Exception {
    try (Destination destination = open()) {
      put(destination, "there", "1");

      assertEquals(Map.of(), destination.digests(List.of()));
    }
  }

  @Test
  default void aDirectoryHasNoDigest() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "there");

      assertThrows(IOException.class, () -> destination.digests(List.of(path("volume"))));
    }
  }
}
