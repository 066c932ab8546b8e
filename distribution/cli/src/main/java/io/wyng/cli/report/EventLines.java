package io.wyng.cli.report;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import java.util.ArrayList;
import java.util.List;

/** One line for each thing that was done to a volume. */
final class EventLines {

  private EventLines() {}

  static String sent(Event.VolumeSent sent) {
    String size = HumanUnits.size(sent.volumeBytes());
    String what =
        switch (sent.kind()) {
          case FULL -> "full backup of " + size;
          case INCREMENTAL ->
              "incremental backup, "
                  + HumanUnits.size(sent.changedBytes())
                  + " of "
                  + size
                  + " changed";
          case COMPARISON ->
              "compared in full, "
                  + HumanUnits.size(sent.changedBytes())
                  + " of "
                  + size
                  + " changed";
        };
    return sent.volume()
        + ": session "
        + sent.session()
        + ", "
        + what
        + ", "
        + HumanUnits.size(sent.storedBytes())
        + " stored"
        + (sent.linkedBytes() == 0 ? "" : ", " + HumanUnits.size(sent.linkedBytes()) + " shared")
        + " in "
        + HumanUnits.duration(sent.duration());
  }

  static String unchanged(Event.VolumeUnchanged unchanged) {
    return unchanged.volume() + ": no changes since session " + unchanged.session();
  }

  static String received(Event.VolumeReceived received) {
    return received.volume()
        + ": session "
        + received.session()
        + " restored to "
        + received.target()
        + ", "
        + HumanUnits.size(received.volumeBytes())
        + " in "
        + HumanUnits.duration(received.duration());
  }

  static String pruned(Event.VolumePruned pruned) {
    String first = pruned.sessions().getFirst().toString();
    return pruned.volume()
        + ": pruned "
        + (pruned.sessions().size() == 1
            ? "session " + first
            : pruned.sessions().size()
                + " sessions from "
                + first
                + " to "
                + pruned.sessions().getLast())
        + " in "
        + HumanUnits.duration(pruned.duration())
        + ", "
        + pruned.sessionsLeft()
        + " left";
  }

  static String judged(Event.SessionJudged judged) {
    return judged.volume()
        + ": session "
        + judged.session()
        + (judged.pruned() ? " would be pruned: " : " would stay: ")
        + judged.reason();
  }

  static String deleted(Event.VolumeDeleted deleted) {
    return deleted.volume()
        + ": deleted with "
        + deleted.sessions()
        + (deleted.sessions() == 1 ? " session" : " sessions");
  }

  static String collected(Event.ChangesCollected collected) {
    String since = " since session " + collected.session();
    return collected.rotated()
        ? collected.volume()
            + ": "
            + HumanUnits.size(collected.newBytes())
            + " have changed, "
            + HumanUnits.size(collected.markedBytes())
            + since
        : collected.volume()
            + ": no new changes, "
            + HumanUnits.size(collected.markedBytes())
            + since;
  }

  static String differs(Event.RangeDiffers range) {
    return range.volume() + ": " + range.length() + " bytes from " + range.offset() + " on differ";
  }

  static String compared(Event.VolumeCompared compared) {
    String sizes =
        compared.volumeBytes() == compared.sessionBytes()
            ? ""
            : ", its size is "
                + compared.volumeBytes()
                + " bytes instead of "
                + compared.sessionBytes();
    String amount =
        compared.differingBytes() == 0 && sizes.isEmpty()
            ? " is what session " + compared.session() + " holds"
            : ": "
                + HumanUnits.size(compared.differingBytes())
                + " differ from session "
                + compared.session();
    return compared.volume()
        + amount
        + sizes
        + (compared.remapped() ? "; the next send stores what differs" : "")
        + ", compared in "
        + HumanUnits.duration(compared.duration());
  }

  static String damage(Event.DamageFound damage) {
    return damage.volume() + ": DAMAGED: " + damage.message();
  }

  static String checked(Event.VolumeChecked checked) {
    List<String> lines = new ArrayList<>();
    lines.add(
        checked.volume()
            + ": "
            + checked.whole().size()
            + " of "
            + (checked.whole().size() + checked.damaged().size())
            + " sessions are intact, "
            + HumanUnits.size(checked.fetchedBytes())
            + " checked in "
            + HumanUnits.duration(checked.duration()));
    if (!checked.damaged().isEmpty()) {
      lines.add(checked.volume() + ": can be restored whole: " + dates(checked.whole()));
      lines.add(checked.volume() + ": cannot be restored whole: " + dates(checked.damaged()));
    }
    if (checked.repairedChunks() > 0) {
      lines.add(
          checked.volume()
              + ": the next send stores "
              + checked.repairedChunks()
              + " damaged chunks again");
    }
    return String.join("\n", lines);
  }

  private static String dates(List<SessionName> sessions) {
    return sessions.isEmpty()
        ? "none"
        : String.join(", ", sessions.stream().map(SessionName::date).toList());
  }

  static String verified(Event.VolumeVerified verified) {
    return verified.volume()
        + ": session "
        + verified.session()
        + " is intact, "
        + HumanUnits.size(verified.volumeBytes())
        + " verified in "
        + HumanUnits.duration(verified.duration());
  }

  static String deduplicated(Event.ArchiveDeduplicated done) {
    return done.linkedChunks()
        + " of "
        + done.chunks()
        + " chunks are links of others, "
        + (done.freedBytes() < 0 ? "" : HumanUnits.size(done.freedBytes()) + " of space freed, ")
        + "done in "
        + HumanUnits.duration(done.duration());
  }
}
