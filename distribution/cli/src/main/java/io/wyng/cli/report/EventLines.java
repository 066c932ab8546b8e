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
