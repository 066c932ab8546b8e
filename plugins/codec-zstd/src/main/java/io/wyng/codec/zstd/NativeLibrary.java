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

  /** The directory to unpack to. */
  private static final String DIRECTORY_PROPERTY = "ZstdTempFolder";

  private NativeLibrary() {}

  static void load() throws ProviderException {
    try {
      Native.load();
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError e) {
      throw explained(e);
    }
  }

  private static ProviderException explained(LinkageError failure) {
    String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    String path = System.getProperty(PATH_PROPERTY);
    if (path != null) {
      return new ProviderException(
          "The native Zstandard library cannot be loaded from " + path + ": " + reason,
          "Let the property " + PATH_PROPERTY + " name a library for this machine, or remove it.",
          failure);
    }
    Path directory = directory();
    return new ProviderException(
        "The native Zstandard library cannot be unpacked to "
            + directory
            + " and loaded: "
            + reason,
        remedy(directory),
        failure);
  }

  private static Path directory() {
    String chosen = System.getProperty(DIRECTORY_PROPERTY);
    return Path.of(chosen != null ? chosen : System.getProperty("java.io.tmpdir"));
  }

  private static String remedy(Path directory) {
    String elsewhere =
        "use another directory by JAVA_TOOL_OPTIONS=-D" + DIRECTORY_PROPERTY + "=/directory";
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
