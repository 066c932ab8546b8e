package io.wyng.cli.command;

import io.wyng.engine.operation.VolumeSelection;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which volumes a command is about, for commands that are about all of them unless told so. */
final class SelectionOptions {

  @Option(
      names = "--volex",
      paramLabel = "VOLUME",
      description = "Leave this volume out; may be given several times.")
  List<String> excluded = new ArrayList<>();

  @Parameters(
      arity = "0..*",
      paramLabel = "VOLUME",
      description = "The volumes (default: all enabled ones).")
  List<String> volumes = new ArrayList<>();

  VolumeSelection selection() {
    return new VolumeSelection(Names.volumes(volumes), Names.volumes(excluded));
  }
}
