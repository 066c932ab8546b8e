package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.AutomaticPruning;
import io.wyng.engine.operation.Send;
import io.wyng.engine.operation.SendRequest;
import io.wyng.engine.retention.Autoprune;
import io.wyng.engine.retention.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wyng send}: backs up. */
@Command(
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
      "  wyng send --volex=vm-scratch    all but this one",
      "  wyng send --tag=before-upgrade,\"version 4 to 5\"",
      "  wyng send --dedup               without storing twice what is the same",
      "  wyng -u -q send                 from cron or a timer",
    })
final class SendCommand extends Subcommand {

  private static final int MIN_DEDUP_LEVEL = 2;
  private static final int MAX_DEDUP_LEVEL = 5;

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

  @Option(
      names = "--autoprune",
      paramLabel = "off|on|full",
      description =
          "Prune before sending: on only as much as the destination lacks room, oldest sessions"
              + " first; full all that goes. What stays is said by the --keep options; without them"
              + " all sessions of 62 days, then one a week for a year, then one a month for five"
              + " years (default: off).")
  @Nullable String autoprune;

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

  @Option(
      names = "--remap",
      description =
          "Where a volume can have a snapshot for one archive only (LVM) and has it for another, give"
              + " that up: the other archive's next send reads the whole volume.")
  boolean remap;

  @Mixin RetentionOptions retention = new RetentionOptions();
  @Mixin SelectionOptions selection = new SelectionOptions();
  @Mixin SpaceOptions space = new SpaceOptions();

  @Override
  public void run(Invocation invocation) {
    SendRequest request =
        new SendRequest(
            selection.selection(),
            Names.tags(tags),
            description,
            space.limits(),
            pruning(),
            deduplicate(),
            remap);
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

  private AutomaticPruning pruning() {
    Autoprune mode = autoprune == null ? Autoprune.OFF : Names.parsed(Autoprune::parse, autoprune);
    Optional<RetentionPolicy> policy = retention.policy();
    if (mode == Autoprune.OFF && policy.isPresent()) {
      throw new UsageException(
          "The --keep options say what automatic pruning keeps, and it is off",
          "Add --autoprune=on or --autoprune=full, or prune with: wyng prune.");
    }
    return new AutomaticPruning(mode, policy.orElseGet(RetentionPolicy::standard));
  }
}
