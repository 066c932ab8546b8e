package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.util.stream.Collectors;

/**
 * How a program ended.
 *
 * @param program its name
 * @param status its exit status
 * @param output what it wrote to standard output; empty when that was streamed or not wanted
 * @param errors what it wrote to standard error, perhaps shortened
 */
record ProgramResult(String program, int status, String output, String errors) {

  private static final int QUOTED_CHARACTERS = 600;

  boolean succeeded() {
    return status == 0;
  }

  /** Whether the program complained with these words (programs run in the C locale). */
  boolean complainedOf(String words) {
    return errors.contains(words);
  }

  /**
   * This result, if the program succeeded.
   *
   * @param task what could not be done otherwise, as the beginning of a sentence: "Cannot ..."
   * @param remedy what the operator can do
   */
  ProgramResult expectSuccess(String task, String remedy) throws ProviderException {
    if (!succeeded()) {
      throw failure(task, remedy);
    }
    return this;
  }

  /** The failure of a task, in the program's own words. */
  ProviderException failure(String task, String remedy) {
    String said = said();
    return new ProviderException(
        task
            + ": "
            + program
            + " ended with status "
            + status
            + (said.isEmpty() ? " and said nothing" : " and said: " + said),
        remedy);
  }

  /** Standard error in one line, without mere warnings unless there is nothing else. */
  String said() {
    String complaints = condensed(false);
    String all = complaints.isEmpty() ? condensed(true) : complaints;
    return all.length() > QUOTED_CHARACTERS ? all.substring(0, QUOTED_CHARACTERS) + "…" : all;
  }

  private String condensed(boolean withWarnings) {
    return errors
        .lines()
        .map(line -> line.replaceAll("\\p{Cntrl}", " ").strip())
        .filter(line -> !line.isEmpty() && (withWarnings || !line.startsWith("WARNING:")))
        .collect(Collectors.joining("; "));
  }
}
