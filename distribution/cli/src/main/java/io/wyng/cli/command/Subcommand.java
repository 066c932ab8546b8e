package io.wyng.cli.command;

import io.wyng.engine.failure.WyngException;
import picocli.CommandLine.Mixin;

/** A command of the program. Picocli fills in its options before it is run. */
public abstract class Subcommand {

  /** The name under which the model knows the shared options. */
  static final String SHARED_OPTIONS = "globalOptions";

  @Mixin(name = SHARED_OPTIONS)
  private GlobalOptions globalOptions = new GlobalOptions();

  /** For the commands. */
  Subcommand() {}

  /**
   * The options that it shares with all others.
   *
   * @return filled in like its own
   */
  public GlobalOptions globalOptions() {
    return globalOptions;
  }

  /**
   * Does what it stands for.
   *
   * @param invocation what it works with
   * @throws WyngException when it fails
   */
  public abstract void run(Invocation invocation);
}
