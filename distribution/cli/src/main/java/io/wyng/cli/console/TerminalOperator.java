package io.wyng.cli.console;

import io.wyng.spi.Operator;
import java.util.Optional;

/** The user at the terminal of this process. */
record TerminalOperator(Console console, boolean isPresent, boolean acceptsNewHostKeys)
    implements Operator {

  @Override
  public Optional<char[]> secret(String question) {
    return terminal()
        .flatMap(terminal ->
            console.whileWaiting(() ->
                Optional.ofNullable(terminal.readPassword("%s ", Console.printable(question)))));
  }

  @Override
  public Optional<String> text(String question) {
    return terminal()
        .flatMap(terminal ->
            console.whileWaiting(
                () -> Optional.ofNullable(terminal.readLine("%s ", Console.printable(question)))));
  }

  private Optional<java.io.Console> terminal() {
    return isPresent ? Optional.ofNullable(System.console()) : Optional.empty();
  }
}
