package io.wyng.cli.command;

import io.wyng.cli.report.Version;
import picocli.CommandLine.Command;

/** {@code wyng version}: shows what runs here. */
@Command(
    header = "Print the version of Wyng and of what it runs with.",
    footer = {"%nExamples:", "  wyng version", "  wyng --version"})
final class VersionCommand extends Subcommand {

  @Override
  public void run(Invocation invocation) {
    invocation.report().version(Version.current());
  }
}
