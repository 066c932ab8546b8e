package io.wyng.engine.operation;

import io.wyng.engine.retention.Autoprune;
import io.wyng.engine.retention.RetentionPolicy;

/**
 * What a send may prune.
 *
 * @param mode how much of what the policy lets go
 * @param policy what keeps sessions
 */
public record AutomaticPruning(Autoprune mode, RetentionPolicy policy) {

  /** Nothing is pruned. */
  public static final AutomaticPruning NONE =
      new AutomaticPruning(Autoprune.OFF, RetentionPolicy.standard());
}
