package io.wyng.cli.command;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.operation.Receive;
import io.wyng.spi.VolumeName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng receive}: restores a volume. */
@Command(
    header = "Restore a volume from the archive.",
    description =
        "Restores a session of the volume, every chunk of it checked, and overwrites what the target"
            + " holds.",
    footer = {
      "%nExamples:",
      "  wyng receive vm-work-private",
      "  wyng receive vm-work-private --save-to=/dev/vg/restored",
      "  wyng receive vm-work-private --save-to=myfile.img --session=20260131-235959",
      "  wyng receive vm-work-private --save-to=myfile.img --from=internal:/mnt/usb",
      "  wyng receive vm-work-private --sparse --session=^before-upgrade",
    })
final class ReceiveCommand extends Subcommand {

  @Option(
      names = "--save-to",
      paramLabel = "PATH",
      description =
          "Restore to this file or block device (default: where the volume was backed up from)."
              + " /dev/VG/LV is created or resized when needed.")
  @Nullable String saveTo;

  @Option(
      names = "--session",
      paramLabel = "DATE-TIME",
      description =
          "YYYYMMDD-HHMMSS as shown by list, or ^TAG for the newest with that tag (default: the"
              + " newest session).")
  @Nullable String session;

  @Option(
      names = "--sparse",
      description =
          "Read the target first, fetch only the chunks that differ, and write only those.")
  boolean sparse;

  @Option(
      names = "--sparse-write",
      description = "Fetch everything, but write only the chunks that differ.")
  boolean sparseWrite;

  @Mixin FromOptions from = new FromOptions();

  @Parameters(paramLabel = "VOLUME", description = "Name of a volume in the archive.")
  String volume = "";

  @Override
  public void run(Invocation invocation) {
    VolumeName name = Names.volume(volume);
    @Nullable SessionReference restored = Names.session(session);
    @Nullable String target = saveTo == null ? null : invocation.absolute(saveTo).toString();
    new Receive(invocation.context(from))
        .run(new Receive.Request(name, restored, target, transfer()));
  }

  private Receive.Transfer transfer() {
    if (sparse) {
      return Receive.Transfer.SPARSE;
    }
    return sparseWrite ? Receive.Transfer.SPARSE_WRITE : Receive.Transfer.EVERYTHING;
  }
}
