package io.wyng.cli.report;

import io.wyng.engine.event.Event;

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

  private static JsonObject verified(Event.VolumeVerified verified) {
    return JsonReport.type("verified")
        .put("volume", verified.volume().text())
        .put("session", verified.session().date())
        .put("volumeBytes", verified.volumeBytes())
        .put("fetchedBytes", verified.fetchedBytes())
        .put("seconds", HumanUnits.seconds(verified.duration()));
  }

  private static JsonObject deduplicated(Event.ArchiveDeduplicated done) {
    return JsonReport.type("deduplicated")
        .put("chunks", done.chunks())
        .put("linkedChunks", done.linkedChunks())
        .put("freedBytes", done.freedBytes())
        .put("seconds", HumanUnits.seconds(done.duration()));
  }
}
