package io.wyng.cli.command;

import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.ListArchive;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.spi.VolumeName;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng list}: shows what the archive holds. */
@Command(
    header = "List the volumes of the archive, or the sessions of a volume.",
    footer = {
      "%nExamples:",
      "  wyng list",
      "  wyng list vm-work-private",
      "  wyng list --verbose",
      "  wyng list --json",
      "  wyng list --from=internal:/mnt/usb",
    })
final class ListCommand extends Subcommand {

  @Mixin FromOptions from = new FromOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "VOLUME",
      description = "List the sessions of this volume (default: list all volumes).")
  @Nullable String volume;

  @Option(
      names = "--verbose",
      description = "Show what each session added, all tags, and how full the volumes' pool is.")
  boolean verbose;

  @Override
  public void run(Invocation invocation) {
    @Nullable VolumeName name = volume == null ? null : Names.volume(volume);
    ArchiveSummary archive = new ListArchive(invocation.context(from)).run(verbose);
    if (name == null) {
      invocation.report().archive(archive);
    } else {
      invocation.report().sessions(volumeOf(archive, name));
    }
  }

  private static VolumeSummary volumeOf(ArchiveSummary archive, VolumeName name) {
    return archive.volumes().stream()
        .filter(volume -> volume.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ArchiveException(
                "The archive has no volume \"" + name + "\"",
                "Its volumes are: " + names(archive)));
  }

  private static String names(ArchiveSummary archive) {
    return archive.volumes().isEmpty()
        ? "none yet."
        : archive.volumes().stream()
            .map(volume -> volume.name().text())
            .sorted()
            .collect(Collectors.joining(", ", "", "."));
  }
}
