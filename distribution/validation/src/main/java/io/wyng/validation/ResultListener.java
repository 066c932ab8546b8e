package io.wyng.validation;

import io.wyng.engine.operation.TestedGuarantee;
import io.wyng.engine.operation.TestedGuarantee.Outcome;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Puts the results of tests into words, up to the moment when the run is given up. */
final class ResultListener implements TestExecutionListener {

  /** What JUnit calls a test that is run with many values, for one of them. */
  private static final String ONE_OF_MANY = "test-template-invocation";

  private final Consumer<TestedGuarantee> results;
  private final CancellationToken cancellation;

  ResultListener(Consumer<TestedGuarantee> results, CancellationToken cancellation) {
    this.results = results;
    this.cancellation = cancellation;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    // A group of tests has no outcome of its own, unless its tests could not even begin.
    if (!cancellation.isCancellationRequested()
        && (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED)) {
      String detail = result.getThrowable().map(ResultListener::words).orElse("");
      results.accept(new TestedGuarantee(group(test), text(test), outcome(result), detail));
    }
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    if (!cancellation.isCancellationRequested()) {
      results.accept(new TestedGuarantee(group(test), text(test), Outcome.NOT_TRIED, reason));
    }
  }

  private static Outcome outcome(TestExecutionResult result) {
    return switch (result.getStatus()) {
      case SUCCESSFUL -> Outcome.KEPT;
      case ABORTED -> Outcome.NOT_TRIED;
      case FAILED -> Outcome.BROKEN;
    };
  }

  /** The part of the contract: {@code upload} for {@code DestinationUploadContract}. */
  private static String group(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getJavaMethod().getDeclaringClass().getSimpleName())
        .map(name -> name.replaceFirst("^Destination", "").replaceFirst("Contract$", ""))
        .map(name -> name.toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** The name of the test method, which is a sentence; and with which value it was tried. */
  private static String text(TestIdentifier test) {
    String method =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(source -> ((MethodSource) source).getMethodName())
            .orElse(test.getDisplayName());
    String words = method.replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=A)(?=[A-Z])", " ");
    boolean oneOfMany = test.getUniqueIdObject().getLastSegment().getType().equals(ONE_OF_MANY);
    return words.toLowerCase(Locale.ROOT) + (oneOfMany ? ": " + test.getDisplayName() : "");
  }

  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message.strip();
  }
}
