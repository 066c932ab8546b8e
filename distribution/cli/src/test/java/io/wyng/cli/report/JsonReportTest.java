package io.wyng.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wyng.cli.console.RecordedConsole;
import io.wyng.engine.event.Event;
import io.wyng.engine.plugin.PluginProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  private final RecordedConsole recorded = RecordedConsole.piped();
  private final AtomicLong nanos = new AtomicLong();
  private final JsonReport report = new JsonReport(recorded.console(), nanos::get);

  @Test
  void everyEventIsOneObjectWithAType() throws JsonProcessingException {
    Examples.everyKindOfEvent().forEach(report::on);

    assertEquals(
        List.of(
            "progress",
            "sent",
            "unchanged",
            "skipped",
            "received",
            "verified",
            "pruned",
            "nothingPruned",
            "judged",
            "deleted",
            "renamed",
            "archiveDeleted",
            "monitored",
            "checked",
            "deduplicated",
            "notice",
            "warning"),
        written().stream().map(line -> line.path("type").asText()).toList());
    assertEquals("", recorded.errors());
  }

  @Test
  void aBackupHasItsNumbersInBytesAndSeconds() throws JsonProcessingException {
    report.on(Examples.sent(Event.SendKind.INCREMENTAL));
    report.on(Examples.deduplicatedWhenSent());

    JsonNode sent = written().getFirst();
    assertEquals("vm-work", sent.path("volume").textValue());
    assertEquals("20260131-235959", sent.path("session").textValue());
    assertEquals("incremental", sent.path("kind").textValue());
    assertEquals(256 * Examples.MIB, sent.path("volumeBytes").longValue());
    assertEquals(8 * Examples.MIB, sent.path("readBytes").longValue());
    assertEquals(3 * Examples.MIB, sent.path("changedBytes").longValue());
    assertEquals(Examples.MIB, sent.path("storedBytes").longValue());
    assertEquals(0, sent.path("linkedBytes").longValue());
    assertEquals(1.5, sent.path("seconds").doubleValue());
    assertEquals(2 * Examples.MIB, written().getLast().path("linkedBytes").longValue());
  }

  @Test
  void aDeduplicationHasItsNumbers() throws JsonProcessingException {
    report.on(Examples.deduplicated(3 * Examples.MIB));

    JsonNode deduplicated = written().getFirst();
    assertEquals(1000, deduplicated.path("chunks").longValue());
    assertEquals(17, deduplicated.path("linkedChunks").longValue());
    assertEquals(3 * Examples.MIB, deduplicated.path("freedBytes").longValue());
    assertEquals(2.0, deduplicated.path("seconds").doubleValue());
  }

  @Test
  void prunedSessionsAreAList() throws JsonProcessingException {
    report.on(Examples.pruned(Examples.OLDER, Examples.NEWER));

    JsonNode pruned = written().getFirst();
    assertEquals("20260101-000000", pruned.path("sessions").path(0).textValue());
    assertEquals("20260131-235959", pruned.path("sessions").path(1).textValue());
    assertEquals(4, pruned.path("sessionsLeft").intValue());
    assertEquals(2.0, pruned.path("seconds").doubleValue());
  }

  @Test
  void findingsTellWhere() throws JsonProcessingException {
    Examples.findings().forEach(report::on);

    List<JsonNode> found = written();
    assertEquals(
        List.of("differs", "compared", "damage", "damage", "checked"),
        found.stream().map(line -> line.path("type").asText()).toList());
    assertEquals(65_536, found.get(0).path("offset").longValue());
    assertEquals(131_072, found.get(1).path("differingBytes").longValue());
    assertEquals("20260101-000000", found.get(2).path("session").textValue());
    assertEquals(65_536, found.get(2).path("address").longValue());
    assertTrue(found.get(3).path("session").isMissingNode());
    assertEquals("20260131-235959", found.get(4).path("damaged").path(0).textValue());
    assertEquals(7, found.get(4).path("repairedChunks").longValue());
  }

  @Test
  void anArchiveHoldsItsVolumesAndTheirSessions() throws JsonProcessingException {
    report.archive(
        Examples.archive(Examples.volume("a", false, "words"), Examples.emptyVolume("b")));

    JsonNode archive = written().getFirst();
    assertEquals("archive", archive.path("type").textValue());
    assertEquals(65536, archive.path("chunkBytes").intValue());
    JsonNode first = archive.path("volumes").path(0);
    assertEquals("a", first.path("name").textValue());
    assertEquals(false, first.path("enabled").booleanValue());
    assertEquals("20260101-000000", first.path("sessions").path(0).path("session").textValue());
    assertEquals("keep", first.path("sessions").path(1).path("tags").path(1).textValue());
    assertTrue(archive.path("volumes").path(1).path("sessions").isEmpty());
  }

  @Test
  void whateverStandsInATextTheLineStaysWellFormedAscii() throws JsonProcessingException {
    String awkward =
        "quote \" backslash \\ line\nend \u001b[2J tab\t umlaut \u00fc nul \0 \ud83d\ude00";

    report.failure(new Failure(awkward, "", 1));

    assertEquals(awkward, written().getFirst().path("message").textValue());
    assertTrue(recorded.output().chars().allMatch(c -> c == '\n' || (c >= 32 && c < 127)));
  }

  @Test
  void aFailureTellsItsExitStatus() throws JsonProcessingException {
    report.failure(new Failure("it broke", "Mend it.", 30));

    JsonNode error = written().getFirst();
    assertEquals("error", error.path("type").textValue());
    assertEquals("Mend it.", error.path("remedy").textValue());
    assertEquals(30, error.path("exitCode").intValue());
  }

  @Test
  void pluginProblemsArePartOfTheListing() throws JsonProcessingException {
    report.plugins(
        List.of(), List.of(new PluginProblem(Path.of("/p/x.jar"), "no module", "Add one.", null)));

    JsonNode plugins = written().getFirst();
    assertTrue(plugins.path("plugins").isEmpty());
    assertEquals("/p/x.jar", plugins.path("problems").path(0).path("file").textValue());
  }

  @Test
  void aPluginHasItsSettings() throws JsonProcessingException {
    report.plugins(List.of(Examples.plugin()), List.of());

    JsonNode plugin = written().getFirst().path("plugins").path(0);
    JsonNode setting = plugin.path("providers").path(0).path("settings").path(0);
    assertEquals("/p/far/library.jar", plugin.path("libraries").path(0).textValue());
    assertEquals("window", setting.path("name").textValue());
    assertEquals("1MiB", setting.path("value").textValue());
    assertEquals("/etc/wyng/wyng.conf:7", setting.path("origin").textValue());
    assertEquals("16MiB", setting.path("default").textValue());
    assertEquals("a size from 0 to 64MiB", setting.path("takes").textValue());
  }

  @Test
  void progressComesOnceASecond() throws JsonProcessingException {
    report.on(Examples.progress(0, 100));
    report.on(Examples.progress(1, 100));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    report.on(Examples.progress(2, 100));

    assertEquals(
        List.of(0, 2), written().stream().map(line -> line.path("doneBytes").intValue()).toList());
  }

  private List<JsonNode> written() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    List<String> lines = recorded.output().lines().toList();
    Stream.Builder<JsonNode> nodes = Stream.builder();
    for (String line : lines) {
      nodes.add(mapper.readTree(line));
    }
    return nodes.build().toList();
  }
}
