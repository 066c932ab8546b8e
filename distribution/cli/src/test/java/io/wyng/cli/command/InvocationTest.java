package io.wyng.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.cli.console.RecordedConsole;
import io.wyng.cli.environment.ProcessEnvironment;
import io.wyng.cli.report.TextReport;
import io.wyng.engine.operation.OperationContext;
import io.wyng.engine.plugin.PluginRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationTest {

  @Test
  void unattendedMeansYesWithoutAsking() {
    RecordedConsole recorded = RecordedConsole.terminal("n\n");

    assertTrue(context(recorded, true).confirmation().confirm("Overwrite?"));
    assertEquals("", recorded.errors());
  }

  @Test
  void onATerminalTheUserDecides() {
    RecordedConsole yes = RecordedConsole.terminal("y\n");
    RecordedConsole no = RecordedConsole.terminal("\n");

    assertTrue(context(yes, false).confirmation().confirm("Overwrite?"));
    assertFalse(context(no, false).confirmation().confirm("Overwrite?"));
  }

  @Test
  void withoutATerminalNothingIsAgreedToAndNothingWaits() {
    RecordedConsole recorded = RecordedConsole.piped();

    assertFalse(context(recorded, false).confirmation().confirm("Overwrite?"));
  }

  @Test
  void theEngineGetsWordsAndDirectoryOfTheCommandLine() {
    OperationContext context = context(RecordedConsole.piped(), false);

    assertEquals("wyng send v", context.command());
    assertEquals(Path.of("/work/meta/wyng.backup"), context.metaDirectory());
  }

  private static OperationContext context(RecordedConsole recorded, boolean unattended) {
    GlobalOptions options = new GlobalOptions();
    options.unattended = unattended;
    options.metaDirectory = "meta";
    ProcessEnvironment environment =
        new ProcessEnvironment(
            Map.of(), Path.of("/work"), Path.of("/home"), false, null, Clock.systemUTC());
    return new Invocation(
            options,
            environment,
            recorded.console(),
            new TextReport(recorded.console()),
            (directories, settings, listener) -> new PluginRegistry(List.of(), List.of()),
            "wyng send v")
        .context();
  }
}
