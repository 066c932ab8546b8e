package io.wyng.validation;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.wyng.engine.operation.GuaranteeTests;
import io.wyng.engine.operation.TestedGuarantee;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherExecutionRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The contract tests of {@code io.wyng.spi.contract}. One run at a time. */
public final class ContractTests implements GuaranteeTests {

  /** For {@link ServiceLoader}. */
  public ContractTests() {}

  @Override
  public void run(Connector connector, Consumer<TestedGuarantee> results) {
    CancellationToken cancellation = CancellationToken.create();
    LauncherDiscoveryRequest discovery =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(ConnectedContract.class))
            .enableImplicitConfigurationParameters(false)
            .build();
    LauncherExecutionRequest execution =
        LauncherExecutionRequestBuilder.request(discovery)
            .listeners(new ResultListener(results, cancellation))
            .cancellationToken(cancellation)
            .build();
    ConnectedContract.connectBy(connector);
    awaitEnd(start(execution), cancellation);
  }

  /** In a thread of its own: JUnit clears the interrupted status of the thread that runs tests. */
  private static Future<?> start(LauncherExecutionRequest execution) {
    FutureTask<?> run = new FutureTask<>(() -> launcher().execute(execution), null);
    Thread.ofPlatform().name("contract").start(run);
    return run;
  }

  private static void awaitEnd(Future<?> run, CancellationToken cancellation) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          run.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
          cancellation.cancel(); // the test that is running ends by itself
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the contract tests failed to run", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** With the engine that is beside this class, and nothing that happens to be elsewhere. */
  private static Launcher launcher() {
    ModuleLayer layer = ContractTests.class.getModule().getLayer();
    ServiceLoader<TestEngine> engines =
        layer == null
            ? ServiceLoader.load(TestEngine.class)
            : ServiceLoader.load(layer, TestEngine.class);
    return LauncherFactory.create(
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestEngines(
                engines.stream().map(ServiceLoader.Provider::get).toArray(TestEngine[]::new))
            .build());
  }
}
