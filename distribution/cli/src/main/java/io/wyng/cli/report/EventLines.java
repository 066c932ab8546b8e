package io.wyng.cli.report;

import io.wyng.engine.event.Event;

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
        + " stored in "
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

  static String verified(Event.VolumeVerified verified) {
    return verified.volume()
        + ": session "
        + verified.session()
        + " is intact, "
        + HumanUnits.size(verified.volumeBytes())
        + " verified in "
        + HumanUnits.duration(verified.duration());
  }
}
