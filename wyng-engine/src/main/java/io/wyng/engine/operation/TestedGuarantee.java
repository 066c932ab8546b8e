package io.wyng.engine.operation;

/**
 * Something that every destination must do, as it was tried on one.
 *
 * @param group what it is about, a word
 * @param text what must be, in words
 * @param outcome what came of it
 * @param detail why, when it is not kept; or else empty
 */
public record TestedGuarantee(String group, String text, Outcome outcome, String detail) {

  /** What came of a trial. */
  public enum Outcome {
    /** The destination did what it must do. */
    KEPT,
    /** The destination did something else. */
    BROKEN,
    /** It could not be tried here, or is nothing that this destination promises. */
    NOT_TRIED
  }
}
