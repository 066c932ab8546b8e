package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The steps that the tests of a destination share. */
final class DestinationScenario {

  static final int LIMIT = 1 << 20;

  /** What {@link #text} and {@link #fetched} say about a file that is not there. */
  static final String NO_FILE = "(no such file)";

  private DestinationScenario() {}

  static ArchivePath path(String text) {
    return ArchivePath.of(text);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    random(seed).nextBytes(bytes);
    return bytes;
  }

  static String sha256(byte[] content) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
  }

  /** Uploads one file. */
  static void put(Destination destination, String path, String content) throws IOException {
    put(destination, path, utf8(content));
  }

  /** Uploads one file. */
  static void put(Destination destination, String path, byte[] content) throws IOException {
    upload(destination, upload -> upload.put(path(path), ByteBuffer.wrap(content)));
  }

  /** What is done with an upload before it is finished. */
  interface UploadSteps {
    void run(Upload upload) throws IOException;
  }

  /** Opens an upload, takes the steps, finishes and closes it. */
  static void upload(Destination destination, UploadSteps steps) throws IOException {
    try (Upload upload = destination.openUpload()) {
      steps.run(upload);
      upload.finish();
    }
  }

  /** The content of a small file, or {@link #NO_FILE}. */
  static String text(Destination destination, String path) throws IOException {
    return destination
        .read(path(path), LIMIT)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse(NO_FILE);
  }

  /** The names in a directory. */
  static SortedSet<String> names(Destination destination, String directory) throws IOException {
    SortedSet<String> names = new TreeSet<>();
    for (DirectoryEntry entry : destination.list(path(directory))) {
      names.add(entry.name());
    }
    return names;
  }

  /** Ends a test with two connections, loudly, where there can only be one. */
  static void assumeConcurrentUse(Destination destination) throws IOException {
    assumeTrue(
        destination.capabilities().contains(DestinationCapability.CONCURRENT_USE),
        "this destination cannot be used by two at the same time");
  }

  static void apply(Destination destination, FileChange... changes) throws IOException {
    destination.apply(Arrays.asList(changes).iterator());
  }

  static FileChange move(String from, String to) {
    return new FileChange.Move(path(from), path(to));
  }

  static FileChange delete(String path) {
    return new FileChange.Delete(path(path));
  }

  /** Enough of a file to see whether it is the right one. */
  static Extent extent(String path) {
    return new Extent(path(path), 0, 1000);
  }

  /** Fetches the extents and returns what was found, {@link #NO_FILE} for missing ones. */
  static List<String> fetched(Destination destination, List<Extent> extents) throws IOException {
    List<String> contents = new ArrayList<>();
    try (Download download = destination.fetch(extents.iterator())) {
      for (Extent extent : extents) {
        contents.add(next(download, extent.maxLength()));
      }
    }
    return contents;
  }

  /** Takes the next extent, as text. */
  static String next(Download download, int maxLength) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(maxLength);
    if (download.next(target) == Download.MISSING) {
      return NO_FILE;
    }
    return StandardCharsets.UTF_8.decode(target.flip()).toString();
  }
}
