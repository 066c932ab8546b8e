package io.wyng.cli.command;

import io.wyng.engine.operation.Send;
import io.wyng.spi.VolumeName;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code wyng send}: backs up. */
@Command(
    name = "send",
    header = "Back up volumes to the archive.",
    description =
        "Adds a session for each volume that has changed. The first session of a volume is a full"
            + " backup; after that only what has changed is read and sent.",
    footer = {
      "%nExamples:",
      "  wyng send                       all enabled volumes",
      "  wyng send vm-work-private       this one",
      "  wyng -u -q send                 from cron or a timer",
    })
final class SendCommand extends Subcommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "VOLUME",
      description = "Volumes to back up (default: all enabled ones).")
  List<String> volumes = new ArrayList<>();

  @Override
  public void run(Invocation invocation) {
    List<VolumeName> names = Names.volumes(volumes);
    new Send(invocation.context()).run(names);
  }
}
