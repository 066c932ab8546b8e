package io.wyng.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command has. */
public final class GlobalOptions {

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-u", "--unattended"},
      description = "Never ask; take yes for every answer.")
  boolean unattended;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--meta-dir",
      paramLabel = "DIR",
      description =
          "Keep this machine's metadata in DIR/wyng.backup (default: /var/lib/wyng.backup for root,"
              + " ~/.local/state/wyng.backup for other users).")
  @Nullable String metaDirectory;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--plugin-dir",
      paramLabel = "DIR",
      description = "Load the plugins in DIR too; may be given several times.")
  List<String> pluginDirectories = new ArrayList<>();

  @Option(
      scope = ScopeType.INHERIT,
      names = "--set",
      paramLabel = "KIND.PLUGIN.SETTING=VALUE",
      description =
          "Set something of a plugin; may be given several times. \"wyng plugins NAME\" tells what"
              + " there is to set.")
  List<String> settings = new ArrayList<>();

  @Option(
      scope = ScopeType.INHERIT,
      names = "--config",
      paramLabel = "FILE",
      description =
          "Read what is set of plugins from FILE, a line each (default: /etc/wyng/wyng.conf for"
              + " root, ~/.config/wyng/wyng.conf for other users).")
  @Nullable String configurationFile;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--bwlimit",
      paramLabel = "RATE",
      description =
          "Transfer at most RATE KiB a second to and from the destination; 1.5M is MiB a second.")
  @Nullable String transferLimit;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--accept-new-host-key",
      description =
          "Trust an ssh server that is seen for the first time, and remember its key. A key that has"
              + " changed is never accepted.")
  boolean acceptNewHostKey;

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-q", "--quiet"},
      description = "Print only what was asked for, warnings and errors.")
  boolean quiet;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--json",
      description = "Print JSON, one object a line.")
  boolean json;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--debug",
      description = "Print the stack trace of an error.")
  boolean debug;

  @Option(
      scope = ScopeType.INHERIT,
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Print this help and exit.")
  boolean help;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--version",
      versionHelp = true,
      description = "Print the version and exit.")
  boolean version;

  /** For the commands, which have picocli fill in the fields. */
  GlobalOptions() {}

  /**
   * Whether nobody is to be asked.
   *
   * @return true with {@code --unattended}
   */
  public boolean unattended() {
    return unattended;
  }

  /**
   * Whether what went well is not to be told.
   *
   * @return true with {@code --quiet}
   */
  public boolean quiet() {
    return quiet;
  }

  /**
   * Whether a program reads the output.
   *
   * @return true with {@code --json}
   */
  public boolean json() {
    return json;
  }

  /**
   * Whether stack traces are wanted.
   *
   * @return true with {@code --debug}
   */
  public boolean debug() {
    return debug;
  }
}
