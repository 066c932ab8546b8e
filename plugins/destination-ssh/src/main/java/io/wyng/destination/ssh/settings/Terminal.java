package io.wyng.destination.ssh.settings;

import org.jspecify.annotations.Nullable;

/** Somebody who can be asked for secrets. */
public interface Terminal {

  /**
   * Whether anybody is there.
   *
   * @return false when nothing may be asked
   */
  boolean isThere();

  /**
   * Asks for a secret.
   *
   * @param prompt what is asked for
   * @return the answer, or null when there is none
   */
  char @Nullable [] secret(String prompt);

  /**
   * Asks for something that may be seen while it is typed.
   *
   * @param prompt what is asked for
   * @return the answer, or null when there is none
   */
  @Nullable String text(String prompt);
}
