package io.wyng.spi;

import java.util.Optional;

/**
 * The person who runs Wyng, as far as a provider may deal with them: providers touch no standard
 * stream themselves. Safe for use by several threads.
 */
public interface Operator {

  /** Nobody: there is no terminal, or nothing may be asked. */
  Operator ABSENT =
      new Operator() {
        @Override
        public boolean isPresent() {
          return false;
        }

        @Override
        public Optional<char[]> secret(String question) {
          return Optional.empty();
        }

        @Override
        public Optional<String> text(String question) {
          return Optional.empty();
        }

        @Override
        public boolean acceptsNewHostKeys() {
          return false;
        }
      };

  /**
   * Whether anybody can be asked.
   *
   * @return false when every question would stay without an answer
   */
  boolean isPresent();

  /**
   * Asks for a password or passphrase, which is not shown while it is typed.
   *
   * @param question what is asked for, in one line
   * @return the answer, which the caller overwrites after use; empty when there is none
   */
  Optional<char[]> secret(String question);

  /**
   * Asks for something that may be seen.
   *
   * @param question what is asked for, in one line
   * @return the answer; empty when there is none
   */
  Optional<String> text(String question);

  /**
   * Whether the other side of a connection is to be trusted and remembered when it is met for the
   * first time.
   *
   * @return true only when the operator has said so
   */
  boolean acceptsNewHostKeys();
}
