package io.wyng.it.lvm;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs test classes inside the virtual machine and writes down each result as it comes. */
final class SuiteRunner implements TestExecutionListener {

  private final Path results;
  private TestPlan plan;

  private SuiteRunner(Path results) {
    this.results = results;
  }

  /**
   * Runs suites.
   *
   * @param arguments the file for the results, and the classes
   */
  public static void main(String[] arguments) {
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    Arrays.stream(arguments).skip(1).map(DiscoverySelectors::selectClass).toList())
                .build(),
            new SuiteRunner(Path.of(arguments[0])));
  }

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    if (test.isTest() || !passed) {
      SuiteResult.Outcome outcome = SuiteResult.Outcome.of(passed);
      write(new SuiteResult(name(test), outcome, result.getThrowable().map(this::text).orElse("")));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    write(new SuiteResult(name(test), SuiteResult.Outcome.SKIPPED, reason));
  }

  private String name(TestIdentifier test) {
    return plan.getParent(test)
        .filter(parent -> parent.getParentId().isPresent())
        .map(parent -> name(parent) + ": ")
        .orElse("")
        .concat(test.getDisplayName());
  }

  private String text(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void write(SuiteResult result) {
    System.out.println(result.outcome() + " " + result.name());
    try {
      Files.writeString(
          results, result.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
