package io.wyng.engine.operation;

/** Asks the user before something is overwritten or removed. */
@FunctionalInterface
public interface Confirmation {

  /**
   * Asks a question. Without anybody to answer, it must return at once.
   *
   * @param question what will be done and to what, ending in a question mark
   * @return true when the user agrees
   */
  boolean confirm(String question);
}
