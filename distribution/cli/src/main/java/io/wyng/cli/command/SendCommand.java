package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.Send;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wyng send}: backs up. */
@Command(
    name = "send",
    header = "Back up volumes to the archive.",
    description =
        "Adds a session for each volume that has changed. The first session of a volume is a full"
            + " backup; after that only what has changed is read and sent. With --dedup, a chunk that"
            + " the archive has already, in any session of any volume, becomes a link to it instead of"
            + " a copy.",
    footer = {
      "%nExamples:",
      "  wyng send                       all enabled volumes",
      "  wyng send vm-work-private       this one",
      "  wyng send --dedup               without storing twice what is the same",
      "  wyng -u -q send                 from cron or a timer",
    })
final class SendCommand extends Subcommand {

  private static final int MIN_DEDUP_LEVEL = 2;
  private static final int MAX_DEDUP_LEVEL = 5;

  @Option(
      names = "--dedup",
      description =
          "Store a chunk that the archive has already as a link. The destination must have hard"
              + " links, and this machine room for about 90 bytes for each chunk of the archive.")
  boolean deduplicate;

  @Option(
      names = "--testing-dedup",
      paramLabel = "N",
      description = "As in Wyng 0.2: 0 and 1 do nothing, 2 to 5 are --dedup.")
  @Nullable Integer testingDedup;

  @Parameters(
      arity = "0..*",
      paramLabel = "VOLUME",
      description = "Volumes to back up (default: all enabled ones).")
  List<String> volumes = new ArrayList<>();

  @Override
  public void run(Invocation invocation) {
    Send.Request request = new Send.Request(Names.volumes(volumes), deduplicate());
    new Send(invocation.context()).run(request);
  }

  private boolean deduplicate() {
    int level = testingDedup == null ? 0 : testingDedup;
    if (level < 0 || level > MAX_DEDUP_LEVEL) {
      throw new UsageException(
          "Invalid deduplication level " + level + ": expected 0 to " + MAX_DEDUP_LEVEL,
          "Use --dedup to deduplicate, and nothing to do without.");
    }
    return deduplicate || level >= MIN_DEDUP_LEVEL;
  }
}
