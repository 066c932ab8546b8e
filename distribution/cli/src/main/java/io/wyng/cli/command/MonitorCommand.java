package io.wyng.cli.command;

import io.wyng.engine.operation.Monitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wyng monitor}: collects changes and replaces aging snapshots. */
@Command(
    header = "Collect what has changed, and replace aging snapshots.",
    description =
        "Frees the space that aging snapshots take up: what has changed since is written down on this"
            + " machine, and new snapshots take their place. Nothing is sent, and the destination is"
            + " not needed. The next send stores all of it.",
    footer = {
      "%nExamples:",
      "  wyng monitor                    all enabled volumes",
      "  wyng monitor vm-work-private    this one",
      "  wyng -u -q monitor              every 20 minutes from cron",
    })
final class MonitorCommand extends Subcommand {

  @Mixin SelectionOptions selection = new SelectionOptions();
  @Mixin SpaceOptions space = new SpaceOptions();

  @Override
  public void run(Invocation invocation) {
    new Monitor(invocation.context()).run(selection.selection(), space.limits());
  }
}
