package io.wyng.cli.command;

import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.ForeignArchive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that name an archive of which this machine knows nothing. */
final class FromOptions {

  @Option(
      names = "--from",
      paramLabel = "TYPE:/PATH",
      description =
          "Use the archive there instead of the one that is configured: internal:/PATH for a local"
              + " file system. PATH is a mount point. There is no trusted copy of its metadata on"
              + " this machine, so you are asked whether you trust it.")
  @Nullable String from;

  @Option(
      names = "--subdir",
      paramLabel = "DIR",
      description = "With --from: the directory below the mount point that holds the archive.")
  @Nullable String subdirectory;

  @Option(
      names = "--local",
      paramLabel = "LOCATION",
      description =
          "With --from: where the volumes are on this machine, VG/POOL or a directory (default: what"
              + " the archive says).")
  @Nullable String local;

  /** For the commands, which have picocli fill in the fields. */
  FromOptions() {}

  /**
   * The archive that the options name.
   *
   * @param environment knows where temporary files belong
   * @return the archive, or null when it is the configured one
   * @throws UsageException when an option was given that means nothing without {@code --from}
   */
  @Nullable ForeignArchive archive(ProcessEnvironment environment) {
    if (from != null) {
      return new ForeignArchive(from, subdirectory, local, environment.temporaryDirectory());
    }
    if (subdirectory != null || local != null) {
      throw new UsageException(
          "Option " + (local == null ? "--subdir" : "--local") + " needs --from",
          "The configured archive is where its configuration says.");
    }
    return null;
  }
}
