package io.wyng.it.archive;

/** A rule of the format documents that an archive keeps or breaks. */
final class Rule {

  private Rule() {}

  /** Fails when the rule is broken. */
  static void require(boolean kept, String rule, Object where) {
    if (!kept) {
      throw new AssertionError(where + " breaks the rule: " + rule);
    }
  }
}
