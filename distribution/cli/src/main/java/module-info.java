/**
 * The command line: commands and options, console, progress and JSON.
 *
 * <p>It turns words into requests to {@code io.wyng.engine} and what comes back into lines, and is
 * the only module that touches the standard streams and the exit status. It exports nothing; its
 * main class is {@code io.wyng.cli.Main}.
 */
module io.wyng.cli {
  requires static org.jspecify;
  requires com.fasterxml.jackson.core;
  requires info.picocli;
  requires io.wyng.engine;

  uses io.wyng.engine.operation.GuaranteeTests;

  opens io.wyng.cli.command to
      info.picocli;
}
