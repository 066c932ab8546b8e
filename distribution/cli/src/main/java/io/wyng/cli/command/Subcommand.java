package io.wyng.cli.command;

import io.wyng.engine.failure.WyngException;

/** A command of the program. Picocli fills in its options before it is run. */
public abstract class Subcommand {

  /** For the commands. */
  Subcommand() {}

  /**
   * Does what it stands for.
   *
   * @param invocation what it works with
   * @throws WyngException when it fails
   */
  public abstract void run(Invocation invocation);
}
