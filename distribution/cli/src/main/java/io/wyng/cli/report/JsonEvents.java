package io.wyng.cli.report;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.spi.VolumeName;
import java.util.List;

/** What happened during an operation, as JSON objects. */
final class JsonEvents {

  private JsonEvents() {}

  static JsonObject of(Event event) {
    return switch (event) {
      case Event.Progress step -> progress(step);
      case Event.VolumeSent sent -> sent(sent);
      case Event.VolumeUnchanged unchanged ->
          JsonReport.type("unchanged")
              .put("volume", unchanged.volume().text())
              .put("session", unchanged.session().date());
      case Event.VolumeSkipped skipped ->
          JsonReport.type("skipped")
              .put("volume", skipped.volume().text())
              .put("message", skipped.reason())
              .put("remedy", skipped.remedy());
      case Event.VolumeReceived received -> received(received);
      case Event.VolumeVerified verified -> verified(verified);
      case Event.VolumePruned pruned -> pruned(pruned);
      case Event.NothingPruned(VolumeName volume) ->
          JsonReport.type("nothingPruned").put("volume", volume.text());
      case Event.SessionJudged judged ->
          JsonReport.type("judged")
              .put("volume", judged.volume().text())
              .put("session", judged.session().date())
              .put("pruned", judged.pruned())
              .put("reason", judged.reason());
      case Event.VolumeDeleted deleted ->
          JsonReport.type("deleted")
              .put("volume", deleted.volume().text())
              .put("sessions", deleted.sessions());
      case Event.VolumeRenamed(VolumeName volume, VolumeName newName) ->
          JsonReport.type("renamed").put("volume", volume.text()).put("newName", newName.text());
      case Event.ArchiveDeleted deleted ->
          JsonReport.type("archiveDeleted")
              .put("uuid", deleted.archive().toString())
              .put("destination", deleted.destination())
              .put("volumes", deleted.volumes());
      case Event.ChangesCollected collected -> collected(collected);
      case Event.RangeDiffers range ->
          JsonReport.type("differs")
              .put("volume", range.volume().text())
              .put("offset", range.offset())
              .put("length", range.length());
      case Event.VolumeCompared compared -> compared(compared);
      case Event.DamageFound damage -> damage(damage);
      case Event.VolumeChecked checked -> checked(checked);
      case Event.ArchiveDeduplicated done -> deduplicated(done);
      case Event.Notice notice -> JsonReport.type("notice").put("message", notice.message());
      case Event.Warning warning ->
          JsonReport.type("warning")
              .put("message", warning.message())
              .put("remedy", warning.remedy());
    };
  }

  private static JsonObject progress(Event.Progress step) {
    return JsonReport.type("progress")
        .put("volume", step.volume().text())
        .put("activity", JsonReport.word(step.activity()))
        .put("doneBytes", step.doneBytes())
        .put("totalBytes", step.totalBytes());
  }

  private static JsonObject sent(Event.VolumeSent sent) {
    return JsonReport.type("sent")
        .put("volume", sent.volume().text())
        .put("session", sent.session().date())
        .put("kind", JsonReport.word(sent.kind()))
        .put("volumeBytes", sent.volumeBytes())
        .put("readBytes", sent.readBytes())
        .put("changedBytes", sent.changedBytes())
        .put("storedBytes", sent.storedBytes())
        .put("linkedBytes", sent.linkedBytes())
        .put("seconds", HumanUnits.seconds(sent.duration()));
  }

  private static JsonObject received(Event.VolumeReceived received) {
    return JsonReport.type("received")
        .put("volume", received.volume().text())
        .put("session", received.session().date())
        .put("target", received.target())
        .put("volumeBytes", received.volumeBytes())
        .put("fetchedBytes", received.fetchedBytes())
        .put("seconds", HumanUnits.seconds(received.duration()));
  }

  private static JsonObject collected(Event.ChangesCollected collected) {
    return JsonReport.type("monitored")
        .put("volume", collected.volume().text())
        .put("session", collected.session().date())
        .put("newBytes", collected.newBytes())
        .put("markedBytes", collected.markedBytes())
        .put("rotated", collected.rotated());
  }

  private static JsonObject compared(Event.VolumeCompared compared) {
    return JsonReport.type("compared")
        .put("volume", compared.volume().text())
        .put("session", compared.session().date())
        .put("volumeBytes", compared.volumeBytes())
        .put("sessionBytes", compared.sessionBytes())
        .put("differingBytes", compared.differingBytes())
        .put("remapped", compared.remapped())
        .put("seconds", HumanUnits.seconds(compared.duration()));
  }

  private static JsonObject damage(Event.DamageFound damage) {
    JsonObject object = JsonReport.type("damage").put("volume", damage.volume().text());
    if (damage.session() != null) {
      object.put("session", damage.session().date());
    }
    if (damage.address() != null) {
      object.put("address", damage.address().offset());
    }
    return object.put("message", damage.message());
  }

  private static JsonObject checked(Event.VolumeChecked checked) {
    return JsonReport.type("checked")
        .put("volume", checked.volume().text())
        .putTexts("whole", dates(checked.whole()))
        .putTexts("damaged", dates(checked.damaged()))
        .put("fetchedBytes", checked.fetchedBytes())
        .put("repairedChunks", checked.repairedChunks())
        .put("seconds", HumanUnits.seconds(checked.duration()));
  }

  private static List<String> dates(List<SessionName> sessions) {
    return sessions.stream().map(SessionName::date).toList();
  }

  private static JsonObject verified(Event.VolumeVerified verified) {
    return JsonReport.type("verified")
        .put("volume", verified.volume().text())
        .put("session", verified.session().date())
        .put("volumeBytes", verified.volumeBytes())
        .put("fetchedBytes", verified.fetchedBytes())
        .put("seconds", HumanUnits.seconds(verified.duration()));
  }

  private static JsonObject pruned(Event.VolumePruned pruned) {
    return JsonReport.type("pruned")
        .put("volume", pruned.volume().text())
        .putTexts("sessions", pruned.sessions().stream().map(SessionName::date).toList())
        .put("sessionsLeft", pruned.sessionsLeft())
        .put("seconds", HumanUnits.seconds(pruned.duration()));
  }

  private static JsonObject deduplicated(Event.ArchiveDeduplicated done) {
    return JsonReport.type("deduplicated")
        .put("chunks", done.chunks())
        .put("linkedChunks", done.linkedChunks())
        .put("freedBytes", done.freedBytes())
        .put("seconds", HumanUnits.seconds(done.duration()));
  }
}
