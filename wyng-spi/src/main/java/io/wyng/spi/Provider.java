package io.wyng.spi;

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
}
