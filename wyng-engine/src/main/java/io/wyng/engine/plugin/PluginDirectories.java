package io.wyng.engine.plugin;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where plugins are looked for.
 *
 * @param paths the directories, absolute, in the order in which they are read
 */
public record PluginDirectories(List<Path> paths) {

  /** Makes the paths absolute and drops repetitions. */
  public PluginDirectories {
    Set<Path> distinct = new LinkedHashSet<>();
    paths.forEach(path -> distinct.add(path.toAbsolutePath()));
    paths = List.copyOf(distinct);
  }

  /**
   * The directories that the user and the installation name.
   *
   * @param options the values of {@code --plugin-dir}
   * @param searchPath the value of {@code WYNG_PLUGIN_PATH}, directories separated by colons, or
   *     null
   * @param home the directory in which Wyng is installed, whose {@code plugins} is read, or null
   * @return the options' directories, those of the search path, and that of the installation
   */
  public static PluginDirectories of(
      List<Path> options, @Nullable String searchPath, @Nullable Path home) {
    List<Path> paths = new ArrayList<>(options);
    if (searchPath != null) {
      for (String entry : searchPath.split(":", -1)) {
        if (!entry.isEmpty()) {
          paths.add(Path.of(entry));
        }
      }
    }
    if (home != null) {
      paths.add(home.resolve("plugins"));
    }
    return new PluginDirectories(paths);
  }
}
