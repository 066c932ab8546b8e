package io.wyng.cli.report;

import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.TestedGuarantee.Outcome;
import io.wyng.engine.operation.ValidatedDestination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a destination guarantees, for people. */
final class GuaranteeTable {

  private GuaranteeTable() {}

  static String of(ValidatedDestination destination) {
    Table table = new Table("lrrr", "CONTRACT", "KEPT", "BROKEN", "NOT TRIED");
    destination.results().stream()
        .map(TestedGuarantee::group)
        .collect(Collectors.toCollection(TreeSet::new))
        .forEach(group -> row(table, destination.results(), group));
    DestinationStatus status = destination.status();
    String transport = destination.transport();
    return String.join(
        "\n",
        "Destination  " + destination.destination(),
        "Provider     " + destination.provider() + (transport.isEmpty() ? "" : ", " + transport),
        "Free         " + free(status),
        "Hard links   " + word(destination, DestinationCapability.HARD_LINKS),
        "Atomic renaming of directories   "
            + word(destination, DestinationCapability.ATOMIC_DIRECTORY_RENAME),
        "Reading while another one writes "
            + word(destination, DestinationCapability.CONCURRENT_USE),
        "",
        table.render() + reasons(destination));
  }

  private static String free(DestinationStatus status) {
    String bytes =
        status.freeBytes() == DestinationStatus.UNKNOWN
            ? "unknown"
            : HumanUnits.size(status.freeBytes());
    return bytes
        + (status.freeFiles() == DestinationStatus.UNKNOWN
            ? ""
            : ", " + status.freeFiles() + " files");
  }

  private static String word(ValidatedDestination destination, DestinationCapability capability) {
    return destination.capabilities().contains(capability) ? "yes" : "no";
  }

  private static void row(Table table, List<TestedGuarantee> results, String group) {
    String[] counts =
        Arrays.stream(Outcome.values())
            .map(outcome ->
                results.stream()
                    .filter(result -> result.group().equals(group) && result.outcome() == outcome)
                    .count())
            .map(String::valueOf)
            .toArray(String[]::new);
    table.row(group, counts[0], counts[1], counts[2]);
  }

  /** Why some were not tried, each reason once. */
  private static String reasons(ValidatedDestination destination) {
    return destination.results().stream()
        .filter(result -> result.outcome() == Outcome.NOT_TRIED && !result.detail().isEmpty())
        .map(result -> "\nNot tried: " + result.detail())
        .distinct()
        .collect(Collectors.joining());
  }

  /** The capabilities as programs read them. */
  static List<String> words(Collection<DestinationCapability> capabilities) {
    return capabilities.stream()
        .map(capability -> capability.name().toLowerCase(Locale.ROOT))
        .sorted()
        .toList();
  }
}
