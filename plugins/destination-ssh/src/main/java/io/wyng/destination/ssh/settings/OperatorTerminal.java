package io.wyng.destination.ssh.settings;

import io.wyng.spi.Operator;
import org.jspecify.annotations.Nullable;

/** The person who runs Wyng. */
record OperatorTerminal(Operator operator) implements Terminal {

  @Override
  public boolean isThere() {
    return operator.isPresent();
  }

  @Override
  public char @Nullable [] secret(String prompt) {
    return operator.secret(prompt).orElse(null);
  }

  @Override
  public @Nullable String text(String prompt) {
    return operator.text(prompt).orElse(null);
  }
}
