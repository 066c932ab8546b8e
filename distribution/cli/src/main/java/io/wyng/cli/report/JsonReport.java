package io.wyng.cli.report;

import io.wyng.cli.console.Console;
import io.wyng.engine.archive.Tag;
import io.wyng.engine.event.Event;
import io.wyng.engine.operation.ArchiveSummary;
import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.ValidatedDestination;
import io.wyng.engine.operation.VolumeSummary;
import io.wyng.engine.operation.VolumeSummary.SessionSummary;
import io.wyng.engine.plugin.ChosenSetting;
import io.wyng.engine.plugin.LoadedPlugin;
import io.wyng.engine.plugin.LoadedProvider;
import io.wyng.engine.plugin.PluginProblem;
import io.wyng.spi.VolumeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * JSON lines for programs: one object a line on the output, each with a member {@code type}. Sizes
 * are in bytes, durations in seconds, and sessions are {@code YYYYMMDD-HHMMSS}.
 */
public final class JsonReport implements Report {

  private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(1);

  private final Console console;
  private final ProgressPace pace;

  /**
   * A report on a console.
   *
   * @param console where it is written
   */
  public JsonReport(Console console) {
    this(console, System::nanoTime);
  }

  JsonReport(Console console, LongSupplier nanoTime) {
    this.console = console;
    this.pace = new ProgressPace(PROGRESS_INTERVAL, true, nanoTime);
  }

  @Override
  public void on(Event event) {
    if (!(event instanceof Event.Progress step) || pace.isDue(step)) {
      write(JsonEvents.of(event));
    }
  }

  @Override
  public void created(ArchiveSummary archive) {
    write(archive("created", archive));
  }

  @Override
  public void imported(ArchiveSummary archive) {
    write(archive("imported", archive));
  }

  @Override
  public void added(List<VolumeName> volumes) {
    volumes.forEach(volume -> write(type("added").put("volume", volume.text())));
  }

  @Override
  public void archive(ArchiveSummary archive) {
    write(archive("archive", archive));
  }

  @Override
  public void sessions(VolumeSummary volume) {
    write(members(type("volume"), volume));
  }

  @Override
  public void plugins(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    write(
        type("plugins")
            .putObjects("plugins", plugins.stream().map(JsonReport::plugin).toList())
            .putObjects("problems", problems.stream().map(JsonReport::problem).toList()));
  }

  @Override
  public void pluginsInFull(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    plugins(plugins, problems);
  }

  @Override
  public void guarantee(TestedGuarantee result) {
    write(
        type("guarantee")
            .put("group", result.group())
            .put("text", result.text())
            .put("outcome", word(result.outcome()))
            .put("detail", result.detail()));
  }

  @Override
  public void validated(ValidatedDestination destination) {
    write(
        type("validated")
            .put("destination", destination.destination())
            .put("provider", destination.provider())
            .put("transport", destination.transport())
            .putTexts("capabilities", GuaranteeTable.words(destination.capabilities()))
            .put("freeBytes", destination.status().freeBytes())
            .put("freeFiles", destination.status().freeFiles())
            .put("kept", destination.count(TestedGuarantee.Outcome.KEPT))
            .put("broken", destination.count(TestedGuarantee.Outcome.BROKEN))
            .put("notTried", destination.count(TestedGuarantee.Outcome.NOT_TRIED)));
  }

  @Override
  public void version(Version version) {
    write(
        type("version")
            .put("wyng", version.wyng())
            .put("java", version.java())
            .put("system", version.system()));
  }

  @Override
  public void failure(Failure failure) {
    write(
        type("error")
            .put("message", failure.message())
            .put("remedy", failure.remedy())
            .put("exitCode", failure.exitCode()));
  }

  /** An object with the member that tells what it is. */
  static JsonObject type(String type) {
    return new JsonObject().put("type", type);
  }

  /** An enumerated value as programs read it. */
  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private void write(JsonObject object) {
    console.print(object.toString());
  }

  private static JsonObject archive(String type, ArchiveSummary archive) {
    JsonObject object = type(type);
    if (archive.fill() != null) {
      object
          .put("storage", archive.fill().storage())
          .put("dataPercent", archive.fill().data().percent())
          .put("metadataPercent", archive.fill().metadata().percent());
    }
    return object
        .put("uuid", archive.uuid().toString())
        .put("formatVersion", archive.formatVersion())
        .put("local", archive.local())
        .put("destination", archive.destination())
        .put("subdirectory", archive.subdirectory())
        .put("compression", archive.compression())
        .put("hash", archive.hash())
        .put("chunkBytes", archive.chunkBytes())
        .putObjects(
            "volumes",
            archive.volumes().stream().map(volume -> members(new JsonObject(), volume)).toList());
  }

  private static JsonObject members(JsonObject object, VolumeSummary volume) {
    return object
        .put("name", volume.name().text())
        .put("enabled", volume.enabled())
        .put("description", volume.description())
        .putObjects("sessions", volume.sessions().stream().map(JsonReport::session).toList());
  }

  private static JsonObject session(SessionSummary session) {
    JsonObject object =
        new JsonObject()
            .put("session", session.name().date())
            .put("volumeBytes", session.volumeBytes());
    if (session.changedBytes() != null && session.addedBytes() != null) {
      object.put("changedBytes", session.changedBytes()).put("addedBytes", session.addedBytes());
    }
    return object.putTexts("tags", session.tags().stream().map(Tag::toString).toList());
  }

  private static JsonObject plugin(LoadedPlugin plugin) {
    return new JsonObject()
        .put("file", plugin.unit().toString())
        .putTexts("libraries", plugin.libraries().stream().map(Path::toString).toList())
        .put("module", plugin.module())
        .put("version", plugin.version())
        .put("spi", plugin.builtFor().toString())
        .put("nativeAccess", plugin.nativeAccess())
        .putObjects("providers", plugin.providers().stream().map(JsonReport::provider).toList());
  }

  private static JsonObject provider(LoadedProvider provider) {
    return new JsonObject()
        .put("name", provider.name())
        .put("kind", provider.kind().word())
        .put("description", provider.description())
        .putTexts("schemes", provider.schemes().stream().sorted().toList())
        .putObjects("settings", provider.settings().stream().map(JsonReport::setting).toList());
  }

  private static JsonObject setting(ChosenSetting chosen) {
    return new JsonObject()
        .put("name", chosen.setting().name())
        .put("description", chosen.setting().description())
        .put("takes", chosen.setting().type())
        .put("default", chosen.setting().defaultText())
        .put("value", chosen.value())
        .put("origin", chosen.origin());
  }

  private static JsonObject problem(PluginProblem problem) {
    return new JsonObject()
        .put("file", problem.unit().toString())
        .put("message", problem.message())
        .put("remedy", problem.remedy());
  }
}
