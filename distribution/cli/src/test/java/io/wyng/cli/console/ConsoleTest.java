package io.wyng.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  @Test
  void resultsAndProblemsGoToDifferentStreams() {
    RecordedConsole recorded = RecordedConsole.piped();

    recorded.console().print("result");
    recorded.console().printError("problem");

    assertEquals("result\n", recorded.output());
    assertEquals("problem\n", recorded.errors());
  }

  @Test
  void controlCharactersOfFarSystemsDoNotReachTheTerminal() {
    RecordedConsole recorded = RecordedConsole.terminal("");

    recorded.console().print("a\u001b[2Jb\rc\u0007d\u009be\n\tf");

    assertEquals("a?[2Jb?c?d?e\n\tf\n", recorded.output());
  }

  @Test
  void aShorterLineCoversTheLongerOneBeforeIt() {
    RecordedConsole recorded = RecordedConsole.terminal("");

    recorded.console().rewrite("12345");
    recorded.console().rewrite("123");

    assertEquals("\r12345\r123  ", recorded.errors());
  }

  @Test
  void theRewrittenLineIsRemovedBeforeAnotherLineIsPrinted() {
    RecordedConsole recorded = RecordedConsole.terminal("");

    recorded.console().rewrite("half");
    recorded.console().printError("done");

    assertEquals("\rhalf\r    \rdone\n", recorded.errors());
  }

  @Test
  void withoutATerminalNothingIsRewritten() {
    RecordedConsole recorded = RecordedConsole.piped();

    recorded.console().rewrite("half");

    assertEquals("", recorded.errors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"y\n", "Y\n", "yes\n", "  YES \n"})
  void yesIsAgreement(String typed) {
    RecordedConsole recorded = RecordedConsole.terminal(typed);

    assertTrue(recorded.console().ask("Overwrite?"));
    assertEquals("Overwrite? [y/N] ", recorded.errors());
    assertEquals("", recorded.output());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "n\n", "no\n", "yess\n", "ja\n", ""})
  void everythingElseIsNone(String typed) {
    assertFalse(RecordedConsole.terminal(typed).console().ask("Overwrite?"));
  }

  @Test
  void withoutATerminalNobodyIsAskedAndNothingIsAgreedTo() {
    RecordedConsole recorded = RecordedConsole.piped();

    assertFalse(recorded.console().ask("Overwrite?"));
    assertEquals("", recorded.errors());
  }

  @Test
  void aQuestionThatNobodyWouldSeeIsNotAsked() {
    RecordedConsole recorded = RecordedConsole.redirected();

    assertFalse(recorded.console().ask("Overwrite?"));
    assertEquals("", recorded.errors());
  }
}
