package io.wyng.cli.command;

import io.wyng.engine.operation.RenameVolume;
import io.wyng.spi.VolumeName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng rename}: gives a volume another name in the archive. */
@Command(
    header = "Give a volume another name in the archive.",
    description =
        "Renames the volume in the archive, with all its sessions. Its snapshot follows. The volume"
            + " itself keeps its name: rename it too (lvrename, or mv for a file), so that the next"
            + " send finds it.",
    footer = {"%nExamples:", "  wyng rename oldname newname"})
final class RenameCommand extends Subcommand {

  @Parameters(index = "0", paramLabel = "VOLUME", description = "Name of a volume in the archive.")
  String volume = "";

  @Parameters(
      index = "1",
      paramLabel = "NEW-NAME",
      description = "Its new name, which no volume of the archive has.")
  String newName = "";

  @Option(
      names = "--volume-desc",
      paramLabel = "TEXT",
      description = "Describe the volume in up to 100 characters. Archives of format 2 only.")
  @Nullable String description;

  @Override
  public void run(Invocation invocation) {
    VolumeName from = Names.volume(volume);
    VolumeName to = Names.volume(newName);
    new RenameVolume(invocation.context()).run(from, to, description);
  }
}
