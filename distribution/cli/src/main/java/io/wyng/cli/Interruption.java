package io.wyng.cli;

import io.wyng.cli.console.Console;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens on Ctrl-C and on a request to terminate: the command is interrupted and given some
 * time to tidy up, before the process ends with the status that such signals have (130, 143).
 */
final class Interruption {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(100);

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Console console;
  private final Thread worker;
  private volatile boolean requested;

  private Interruption(Console console, Thread worker) {
    this.console = console;
    this.worker = worker;
  }

  /**
   * Prepares the process for being interrupted.
   *
   * @param console where the user is told
   * @param worker the thread that runs the command
   * @return to be told when the command has finished
   */
  static Interruption install(Console console, Thread worker) {
    Interruption interruption = new Interruption(console, worker);
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::endCommand, "interruption"));
    return interruption;
  }

  /** Whether the process was asked to end before the command had finished. */
  boolean isRequested() {
    return requested;
  }

  /** The command has finished: from here on the process may end at any time. */
  void commandFinished() {
    finished.countDown();
  }

  private void endCommand() {
    // A worker that died has failed in a way that nobody foresaw; there is nothing to wait for.
    if (finished.getCount() == 0 || !worker.isAlive()) {
      return;
    }
    requested = true;
    worker.interrupt();
    console.printError("\nwyng: stopping...");
    try {
      awaitEndOfCommand();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reading an answer cannot be interrupted, but then nothing is being done either. */
  private void awaitEndOfCommand() throws InterruptedException {
    for (Duration waited = Duration.ZERO;
        waited.compareTo(PATIENCE) < 0 && !console.isWaitingForAnswer();
        waited = waited.plus(STEP)) {
      if (finished.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
