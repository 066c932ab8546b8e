package io.wyng.cli.command;

import io.wyng.engine.operation.InitializeArchive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wyng arch-init}: makes an archive. */
@Command(
    name = "arch-init",
    header = "Make a new archive.",
    customSynopsis = "wyng arch-init [OPTIONS] --local=LOCATION --dest=TYPE:/PATH",
    description = {
      "Makes an archive on the destination and remembers it on this machine. Compression, hash and"
          + " chunk size of an archive cannot be changed later.",
    },
    footer = {
      "%nExamples:",
      "  wyng arch-init --local=vg/pool --dest=internal:/mnt/backup",
      "  wyng arch-init --local=vg/pool --dest=internal:/ --subdir=home/user",
      "  wyng arch-init --local=/srv/images --dest=internal:/mnt/backup \\%n"
          + "      --compression=zstd:3 --hashtype=blake2b --chunk-factor=2",
    })
final class ArchInit extends Subcommand {

  @Option(
      names = "--local",
      paramLabel = "LOCATION",
      required = true,
      description =
          "Where the volumes are: VG/POOL for an LVM thin pool, or the absolute path of a directory"
              + " whose files are the volumes.")
  String local = "";

  @Option(
      names = "--dest",
      paramLabel = "TYPE:/PATH",
      required = true,
      description =
          "Where the archive goes: internal:/PATH for a local file system. PATH is a mount point.")
  String destination = "";

  @Option(
      names = "--subdir",
      paramLabel = "DIR",
      description = "Directory below the mount point for the archive (default: the mount point).")
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
    InitializeArchive.Request request =
        new InitializeArchive.Request(
            local, destination, subdirectory, compression, hash, chunkFactor);
    invocation.report().created(new InitializeArchive(invocation.context()).run(request));
  }
}
