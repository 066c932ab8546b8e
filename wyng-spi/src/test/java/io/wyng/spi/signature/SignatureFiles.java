package io.wyng.spi.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The recorded signatures, one file for each version of the interface.
 *
 * @param directory where they are
 */
record SignatureFiles(Path directory) {

  private static final Pattern NAME = Pattern.compile("spi-(\\d+)\\.(\\d+)\\.txt");

  /**
   * A version of the interface.
   *
   * @param major changes when older plugins no longer work
   * @param minor changes when something is added
   */
  record Version(int major, int minor) implements Comparable<Version> {

    /** The version that a module's version starts with. */
    static Version of(String moduleVersion) {
      String[] parts = moduleVersion.split("\\D", 3);
      return new Version(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public int compareTo(Version other) {
      return Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .compare(this, other);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }

  /** Those in the source tree, where they can be recorded too. */
  static SignatureFiles inSourceTree() {
    Path module = Path.of(System.getProperty("basedir", ""));
    return new SignatureFiles(module.resolve("src/test/resources/io/wyng/spi/signature"));
  }

  Path file(Version version) {
    return directory.resolve("spi-" + version + ".txt");
  }

  Optional<Signature> of(Version version) throws IOException {
    Path file = file(version);
    return Files.exists(file)
        ? Optional.of(Signature.parse(Files.readString(file)))
        : Optional.empty();
  }

  void record(Version version, Signature signature) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(file(version), signature.text());
  }

  /** All versions that were recorded, oldest first. */
  List<Version> versions() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> NAME.matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(
              name -> new Version(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2))))
          .sorted()
          .toList();
    }
  }
}
