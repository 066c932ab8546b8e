package io.wyng.cli.command;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.operation.Diff;
import io.wyng.spi.VolumeName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng diff}: compares a volume with the archive. */
@Command(
    header = "Compare a local volume with the archive.",
    description =
        "Compares the volume as it is now with a session, byte for byte, and lists the ranges that"
            + " differ. The exit status is 1 when there are any.",
    footer = {
      "%nExamples:",
      "  wyng diff vm-work-private",
      "  wyng diff vm-work-private --session=20260131-235959",
      "  wyng diff --remap vm-work-private",
    })
final class DiffCommand extends Subcommand {

  @Option(
      names = "--session",
      paramLabel = "DATE-TIME",
      description = "YYYYMMDD-HHMMSS as shown by list, or ^TAG (default: the newest session).")
  @Nullable String session;

  @Option(
      names = "--remap",
      description =
          "Note the differences in the volume's change map, so that the next send stores them.")
  boolean remap;

  @Mixin SpaceOptions space = new SpaceOptions();

  @Parameters(paramLabel = "VOLUME", description = "Name of a volume in the archive.")
  String volume = "";

  @Override
  public void run(Invocation invocation) {
    VolumeName name = Names.volume(volume);
    @Nullable SessionReference compared = Names.session(session);
    new Diff(invocation.context()).run(new Diff.Request(name, compared, remap, space.limits()));
  }
}
