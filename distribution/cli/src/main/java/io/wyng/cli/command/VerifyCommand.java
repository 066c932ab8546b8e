package io.wyng.cli.command;

import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.operation.Verify;
import io.wyng.spi.VolumeName;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng verify}: reads and checks what would be restored. */
@Command(
    header = "Check that a volume in the archive is intact.",
    description =
        "Reads every chunk of a session from the destination and checks it, as receive does, without"
            + " saving anything.",
    footer = {
      "%nExamples:",
      "  wyng verify vm-work-private",
      "  wyng verify vm-work-private --session=20260131-235959",
      "  wyng verify vm-work-private --from=internal:/mnt/usb --subdir=backups",
    })
final class VerifyCommand extends Subcommand {

  @Option(
      names = "--session",
      paramLabel = "DATE-TIME",
      description =
          "YYYYMMDD-HHMMSS as shown by list, or ^TAG for the newest with that tag (default: the"
              + " newest session).")
  @Nullable String session;

  @Mixin FromOptions from = new FromOptions();

  @Parameters(paramLabel = "VOLUME", description = "Name of a volume in the archive.")
  String volume = "";

  @Override
  public void run(Invocation invocation) {
    VolumeName name = Names.volume(volume);
    @Nullable SessionReference verified = Names.session(session);
    new Verify(invocation.context(from)).run(name, verified);
  }
}
