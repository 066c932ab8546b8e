package io.wyng.engine.plugin;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What an operator drops into a plugin directory to add a plugin: {@code NAME.jar}, or a folder
 * {@code NAME} with the plugin's jar and the jars of its libraries.
 *
 * @param location the jar or the folder
 * @param jars the jar itself, or those in the folder in the order of their names; not empty
 */
record PluginUnit(Path location, List<Path> jars) {

  /** The end of a message about files that somebody else could have changed. */
  static final String TRUST_RULE =
      "; only files that nobody but root and the user who runs Wyng can change are loaded";

  /**
   * The jars and folders in a plugin directory. Other files, and hidden ones, are not ours.
   *
   * @param directory an absolute path without symbolic links
   * @return their paths in the order of their names
   * @throws IOException when the directory cannot be read
   */
  static List<Path> locationsIn(Path directory) throws IOException {
    return entries(directory, entry -> isJar(entry) || Files.isDirectory(entry));
  }

  /**
   * The unit at a location, whose files nobody else can change.
   *
   * @param location one of {@link #locationsIn}
   * @param trust tells whether others can change a file
   * @return the unit
   * @throws UnusablePluginException when others can, or when there is no jar
   */
  static PluginUnit open(Path location, FileTrust trust) throws UnusablePluginException {
    try {
      requireSafe(location, location, trust);
      if (!Files.isDirectory(location)) {
        return new PluginUnit(location, List.of(location));
      }
      List<Path> jars = entries(location, PluginUnit::isJar);
      if (jars.isEmpty()) {
        throw new UnusablePluginException(
            location,
            location + " holds no jar",
            "Put the plugin's jar and its libraries into that folder, or remove it.");
      }
      for (Path jar : jars) {
        requireSafe(location, jar, trust);
      }
      return new PluginUnit(location, jars);
    } catch (IOException e) {
      throw new UnusablePluginException(
          location,
          location + " cannot be read: " + UnusablePluginException.reason(e),
          "Make it readable for the user who runs Wyng, or remove it.",
          e);
    }
  }

  /** Whether libraries can lie beside the plugin. */
  boolean isFolder() {
    return !jars.getFirst().equals(location);
  }

  private static void requireSafe(Path location, Path file, FileTrust trust)
      throws IOException, UnusablePluginException {
    Path directory = file.resolveSibling("").toRealPath();
    Path real = file.toRealPath();
    // The directory has been checked; one that a link leads to has not.
    if (!directory.equals(real.getParent())) {
      throw new UnusablePluginException(
          location,
          file + " is a link to " + real + ", which lies outside " + directory,
          "Copy it into the directory, or name the directory where it lies with --plugin-dir.");
    }
    String weakness = trust.weakness(real).orElse("");
    if (!weakness.isEmpty()) {
      throw new UnusablePluginException(
          location,
          file + " " + weakness + TRUST_RULE,
          "If you trust what is in it: chown root " + real + " && chmod go-w " + real);
    }
  }

  private static List<Path> entries(Path directory, DirectoryStream.Filter<Path> filter)
      throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(directory, entry -> isVisible(entry) && filter.accept(entry))) {
      stream.forEach(entries::add);
    }
    Collections.sort(entries);
    return entries;
  }

  private static boolean isVisible(Path entry) {
    return !entry.getFileName().toString().startsWith(".");
  }

  private static boolean isJar(Path entry) {
    return entry.getFileName().toString().endsWith(".jar") && !Files.isDirectory(entry);
  }
}
