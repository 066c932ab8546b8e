package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.ForeignArchive;
import io.wyng.engine.operation.ImportArchive;
import io.wyng.engine.operation.InitializeArchive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wyng arch-init}: makes an archive, or makes this machine know one that exists. */
@Command(
    header = "Make a new archive, or import the configuration of an existing one.",
    customSynopsis = {
      "wyng arch-init [OPTIONS] --local=LOCATION --dest=TYPE:/PATH",
      "       wyng arch-init [OPTIONS] --from=TYPE:/PATH [--local=LOCATION]",
    },
    description = {
      "Makes an archive on the destination and remembers it on this machine. Compression, hash and"
          + " chunk size of an archive cannot be changed later.",
      "%nWith --from, this machine learns of an archive that exists, for instance after it was"
          + " installed anew. Its metadata is fetched and trusted from then on; you are asked"
          + " whether you want that. The archive itself is only read.",
    },
    footer = {
      "%nExamples:",
      "  wyng arch-init --local=vg/pool --dest=internal:/mnt/backup",
      "  wyng arch-init --local=vg/pool --dest=internal:/ --subdir=home/user",
      "  wyng arch-init --local=/srv/images --dest=internal:/mnt/backup \\%n"
          + "      --compression=zstd:3 --hashtype=blake2b --chunk-factor=2",
      "  wyng arch-init --from=internal:/mnt/backup --local=vg/new-pool",
    })
final class ArchInit extends Subcommand {

  @Option(
      names = "--local",
      paramLabel = "LOCATION",
      description =
          "Where the volumes are: VG/POOL for an LVM thin pool, or the absolute path of a directory"
              + " whose files are the volumes. With --from: instead of what the archive says.")
  @Nullable String local;

  @Option(
      names = "--dest",
      paramLabel = "TYPE:/PATH",
      description =
          "Where the archive goes: internal:/PATH for a local file system. PATH is a mount point.")
  @Nullable String destination;

  @Option(
      names = "--from",
      paramLabel = "TYPE:/PATH",
      description = "Import the configuration of the archive there. PATH is a mount point.")
  @Nullable String from;

  @Option(
      names = "--subdir",
      paramLabel = "DIR",
      description = "Directory below the mount point of the archive (default: the mount point).")
  @Nullable String subdirectory;

  @Option(
      names = "--compression",
      paramLabel = "TYPE[:LEVEL]",
      description = "zlib, bz2 or zstd, with a level (default: zlib:4). zstd makes format 2.")
  @Nullable String compression;

  @Option(
      names = "--hashtype",
      paramLabel = "TYPE",
      description = "sha256 or blake2b (default: sha256).")
  @Nullable String hash;

  @Option(
      names = "--chunk-factor",
      paramLabel = "N",
      description = "Chunk size: 1 for 64 KiB, 2 for 128 KiB, up to 6 for 2 MiB (default: 1).")
  @Nullable Integer chunkFactor;

  @Override
  public void run(Invocation invocation) {
    if (from != null) {
      importFrom(from, invocation);
    } else {
      create(invocation);
    }
  }

  private void importFrom(String archive, Invocation invocation) {
    refuseWithFrom("--dest", destination);
    refuseWithFrom("--compression", compression);
    refuseWithFrom("--hashtype", hash);
    refuseWithFrom("--chunk-factor", chunkFactor);
    ForeignArchive foreign = invocation.foreign(archive, subdirectory, local);
    invocation.report().imported(new ImportArchive(invocation.context()).run(foreign));
  }

  private static void refuseWithFrom(String option, @Nullable Object value) {
    if (value != null) {
      throw new UsageException(
          "Options " + option + " and --from exclude each other",
          "An archive that is imported is where --from says, and stays as it was made.");
    }
  }

  private void create(Invocation invocation) {
    InitializeArchive.Request request =
        new InitializeArchive.Request(
            required("--local=LOCATION", local),
            required("--dest=TYPE:/PATH", destination),
            subdirectory,
            compression,
            hash,
            chunkFactor);
    invocation.report().created(new InitializeArchive(invocation.context()).run(request));
  }

  private static String required(String option, @Nullable String value) {
    if (value == null) {
      throw new UsageException("Missing required option: '" + option + "'", "");
    }
    return value;
  }
}
