package io.wyng.codec.zstd;

import com.github.luben.zstd.util.Native;
import io.wyng.spi.ProviderException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Loads zstd-jni's native library and says what to do when that fails.
 *
 * <p>zstd-jni unpacks the library from its jar into a directory for temporary files and loads it
 * from there, which a mount with {@code noexec} forbids. Every class of zstd-jni does that on its
 * own in its static initialiser, after which a failure leaves nothing but a {@link
 * NoClassDefFoundError}; so none of them is touched before this class has succeeded.
 */
final class NativeLibrary {

  /** The file to load instead of unpacking one. */
  private static final String PATH_PROPERTY = "ZstdNativePath";

  private NativeLibrary() {}

  /**
   * Loads it, unless it is loaded already.
   *
   * @param chosen the directory that it is unpacked to; empty for that of temporary files
   * @throws ProviderException when it cannot be loaded
   */
  static void load(String chosen) throws ProviderException {
    Path directory = Path.of(chosen.isEmpty() ? System.getProperty("java.io.tmpdir") : chosen);
    try {
      Native.load(directory.toFile());
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError e) {
      throw explained(e, directory);
    }
  }

  private static ProviderException explained(LinkageError failure, Path directory) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String path = System.getProperty(PATH_PROPERTY);
    if (path != null) {
      return new ProviderException(
          "The native Zstandard library cannot be loaded from " + path + ": " + reason,
          "Let the property " + PATH_PROPERTY + " name a library for this machine, or remove it.",
          failure);
    }
    return new ProviderException(
        "The native Zstandard library cannot be unpacked to "
            + directory
            + " and loaded: "
            + reason,
        remedy(directory),
        failure);
  }

  private static String remedy(Path directory) {
    String elsewhere = "use another directory by --set codec.zstd.unpack-to=/directory";
    if (!Files.isDirectory(directory) || !Files.isWritable(directory)) {
      return "Make " + directory + " a directory that can be written to, or " + elsewhere + ".";
    }
    return "If "
        + directory
        + " is mounted with noexec or is full, "
        + elsewhere
        + "; otherwise there is no library for this kind of machine, and another codec is needed.";
  }
}
