package io.wyng.cli.command;

import io.wyng.engine.operation.Send;
import io.wyng.engine.operation.SendRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
      "  wyng send --volex=vm-scratch    all but this one",
      "  wyng send --tag=before-upgrade,\"version 4 to 5\"",
      "  wyng -u -q send                 from cron or a timer",
    })
final class SendCommand extends Subcommand {

  @Option(
      names = "--tag",
      paramLabel = "NAME[,WORDS]",
      description = "Tag the new sessions; may be given five times. Archives of format 2 only.")
  List<String> tags = new ArrayList<>();

  @Option(
      names = "--volume-desc",
      paramLabel = "TEXT",
      description = "Describe the volumes in up to 100 characters. Archives of format 2 only.")
  @Nullable String description;

  @Mixin SelectionOptions selection = new SelectionOptions();
  @Mixin SpaceOptions space = new SpaceOptions();

  @Override
  public void run(Invocation invocation) {
    SendRequest request =
        new SendRequest(selection.selection(), Names.tags(tags), description, space.limits());
    new Send(invocation.context()).run(request);
  }
}
