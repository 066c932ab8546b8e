package io.wyng.cli.report;

import io.wyng.engine.archive.Tag;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.operation.VolumeSummary.SessionSummary;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of a volume as a table, with what each added if that is known. */
final class SessionTable {

  private SessionTable() {}

  /** Whether it is known what the sessions added. */
  static boolean isDetailed(VolumeSummary volume) {
    return volume.sessions().stream().anyMatch(session -> session.changedBytes() != null);
  }

  static String of(VolumeSummary volume) {
    boolean detailed = isDetailed(volume);
    Table table =
        detailed
            ? new Table("lrrrl", "SESSION", "SIZE", "CHANGED", "ADDED", "TAGS")
            : new Table("lrl", "SESSION", "SIZE", "TAGS");
    for (SessionSummary session : volume.sessions()) {
      List<String> cells = new ArrayList<>();
      cells.add(session.name().toString());
      cells.add(HumanUnits.size(session.volumeBytes()));
      if (detailed) {
        cells.add(size(session.changedBytes()));
        cells.add(size(session.addedBytes()));
      }
      cells.add(String.join(", ", session.tags().stream().map(Tag::toString).toList()));
      table.row(cells.toArray(String[]::new));
    }
    return table.render();
  }

  private static String size(@Nullable Long bytes) {
    return bytes == null ? "-" : HumanUnits.size(bytes);
  }
}
