package io.wyng.spi;

import java.util.List;

/**
 * What every plugin provides: something found by its name.
 *
 * <p>Providers are created by {@link java.util.ServiceLoader}, so they have a public no-argument
 * constructor or a static {@code provider()} method. Creating one must be cheap and must not touch
 * anything outside the process. Providers are safe for use by several threads.
 */
public interface Provider {

  /**
   * The name by which archives and users refer to this provider, unique within its kind.
   *
   * @return 1 to 32 characters of {@code a-z}, {@code 0-9} and {@code -}
   */
  String name();

  /**
   * One line for the operator who lists the plugins: what it is for and what it can do.
   *
   * @return a phrase without a full stop, at most 100 characters
   */
  String description();

  /**
   * What an operator may change about this provider.
   *
   * @return the settings in the order in which they are shown, their names all different; always
   *     the same ones. A new version of a provider may add some; one that it takes away is an error
   *     for those who still set it
   */
  default List<Setting<?>> settings() {
    return List.of();
  }

  /**
   * Tells what the operator has set. Wyng calls it once, before it uses the provider for anything
   * but asking for its name, description, settings and (of a destination) schemes, also when
   * nothing was set; what is called afterwards, by any thread, sees what it did. Without such a
   * call every setting has its default.
   *
   * <p>Cheap, and touches nothing outside the process: it is called for all providers that are
   * there, not only for the one that is used.
   *
   * @param values the values of {@link #settings()}, which are all allowed
   * @throws IllegalArgumentException when values that are allowed do not go together; the message
   *     says which and why. Then the provider is not used, as with whatever else is thrown
   */
  default void configure(SettingValues values) {}
}
