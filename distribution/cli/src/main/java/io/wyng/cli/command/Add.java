package io.wyng.cli.command;

import io.wyng.engine.operation.AddVolumes;
import io.wyng.spi.VolumeName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng add}: enters volumes into the archive's configuration. */
@Command(
    header = "Add volumes to the archive's configuration.",
    description = "The next send makes a full backup of each of them.",
    footer = {"%nExamples:", "  wyng add vm-work-private", "  wyng add disk1.img disk2.img"})
final class Add extends Subcommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "VOLUME",
      description = "Name of a logical volume in the pool, or of a file in the directory.")
  List<String> volumes = new ArrayList<>();

  @Option(
      names = "--volume-desc",
      paramLabel = "TEXT",
      description = "Describe the volumes in up to 100 characters. Archives of format 2 only.")
  @Nullable String description;

  @Override
  public void run(Invocation invocation) {
    List<VolumeName> names = Names.volumes(volumes);
    new AddVolumes(invocation.context()).run(names, description);
    invocation.report().added(names);
  }
}
