package io.wyng.engine.event;

/**
 * Takes what happens during an operation. Called by one thread at a time, often for {@link
 * Event.Progress}; must not throw.
 */
@FunctionalInterface
public interface EventListener {

  /**
   * Takes an event.
   *
   * @param event what happened
   */
  void on(Event event);
}
