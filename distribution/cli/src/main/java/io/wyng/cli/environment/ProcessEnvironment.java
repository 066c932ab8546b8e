package io.wyng.cli.environment;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.plugin.PluginDirectories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The surroundings of a run of the program.
 *
 * @param variables the environment variables
 * @param workingDirectory what relative paths of the user are relative to; absolute
 * @param userHome the user's home directory, absolute
 * @param superuser whether the process may do everything
 * @param installation the directory in which Wyng is installed, or null when it runs from elsewhere
 * @param clock gives the time, in the local zone
 */
public record ProcessEnvironment(
    Map<String, String> variables,
    Path workingDirectory,
    Path userHome,
    boolean superuser,
    @Nullable Path installation,
    Clock clock) {

  private static final String DIRECTORY = "wyng.backup";
  private static final Path SYSTEM_STATE = Path.of("/var/lib");
  private static final Path SYSTEM_CONFIGURATION = Path.of("/etc");
  private static final Path CONFIGURATION_FILE = Path.of("wyng", "wyng.conf");
  private static final Path LARGE_TEMPORARY_FILES = Path.of("/var/tmp");

  /**
   * The surroundings of this process. The launcher names the installation as {@code wyng.home}.
   *
   * @return what was found
   */
  public static ProcessEnvironment ofThisProcess() {
    Map<String, String> variables = System.getenv();
    String home = variables.getOrDefault("HOME", "");
    @Nullable String installation = System.getProperty("wyng.home");
    return new ProcessEnvironment(
        variables,
        Path.of("").toAbsolutePath(),
        Path.of(home.startsWith("/") ? home : System.getProperty("user.home", "/")),
        isSuperuser(),
        installation == null ? null : Path.of(installation),
        Clock.system(ZoneId.systemDefault()));
  }

  /**
   * Where this machine keeps what it knows of the archive (archive format 1, section 1).
   *
   * @param option the value of {@code --meta-dir}, or null
   * @return {@code wyng.backup} below the option's directory; else below {@code /var/lib} for root,
   *     and below the user's state directory for everybody else
   */
  public Path metaDirectory(@Nullable String option) {
    return (option == null ? stateDirectory() : absolute(option)).resolve(DIRECTORY);
  }

  /**
   * Where files lie that are needed for the time of a command and may be large.
   *
   * @return the directory of {@code TMPDIR}, else {@code /var/tmp}, which unlike {@code /tmp} is no
   *     file system in memory, else what Java takes
   */
  public Path temporaryDirectory() {
    String chosen = variables.getOrDefault("TMPDIR", "");
    if (chosen.startsWith("/")) {
      return absolute(chosen);
    }
    return Files.isDirectory(LARGE_TEMPORARY_FILES)
        ? LARGE_TEMPORARY_FILES
        : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
  }

  /**
   * Where plugins are looked for.
   *
   * @param options the values of {@code --plugin-dir}
   * @return those, the directories of {@code WYNG_PLUGIN_PATH}, and that of the installation
   */
  public PluginDirectories pluginDirectories(List<String> options) {
    return PluginDirectories.of(
        options.stream().map(this::absolute).toList(),
        variables.get("WYNG_PLUGIN_PATH"),
        installation);
  }

  /**
   * Where the contract tests are installed.
   *
   * @return the directory {@code validation} of the installation; null without one
   */
  public @Nullable Path validationDirectory() {
    return installation == null ? null : installation.resolve("validation");
  }

  /**
   * The absolute path that the user means.
   *
   * @param path absolute, or relative to the working directory
   * @return the path; {@code ..} stays as it is, because what stands before it may be a link
   */
  public Path absolute(String path) {
    try {
      Path absolute = workingDirectory.resolve(path);
      return path.contains("..") ? absolute : absolute.normalize();
    } catch (InvalidPathException e) {
      throw new UsageException(
          "Invalid path: " + e.getMessage(),
          "If it has letters beyond ASCII, set a locale that knows them, such as LC_ALL=C.UTF-8.",
          e);
    }
  }

  /**
   * Where settings of plugins are looked for unless another file is named.
   *
   * @return {@code wyng/wyng.conf} below {@code /etc} for root, and below the user's configuration
   *     directory for everybody else; it need not exist
   */
  public Path configurationFile() {
    Path directory =
        superuser
            ? SYSTEM_CONFIGURATION
            : userDirectory("XDG_CONFIG_HOME", userHome.resolve(".config"));
    return directory.resolve(CONFIGURATION_FILE);
  }

  private Path stateDirectory() {
    return superuser
        ? SYSTEM_STATE
        : userDirectory("XDG_STATE_HOME", userHome.resolve(".local").resolve("state"));
  }

  private Path userDirectory(String variable, Path usual) {
    String chosen = variables.getOrDefault(variable, "");
    // The XDG specification has relative paths ignored.
    return chosen.startsWith("/") ? Path.of(chosen) : usual;
  }

  private static boolean isSuperuser() {
    try {
      // The kernel gives the files of a process to the user it acts as.
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    } catch (IOException noProc) {
      return System.getProperty("user.name", "").equals("root");
    }
  }
}
