package io.wyng.spi;

import java.util.Map;

/**
 * What the operator has set of a provider. Immutable.
 *
 * @param texts the values that were given, as they were written, by the names of the settings; what
 *     is missing has its default
 */
public record SettingValues(Map<String, String> texts) {

  /** Nothing was set: every setting has its default. */
  public static final SettingValues DEFAULTS = new SettingValues(Map.of());

  /** Copies the map. */
  public SettingValues {
    texts = Map.copyOf(texts);
  }

  /**
   * The value of a setting.
   *
   * @param <T> the type of its values
   * @param setting one of the provider's {@link Provider#settings()}
   * @return what the operator has set, or the default
   * @throws IllegalArgumentException when a value is not allowed, which Wyng has checked before
   */
  public <T> T get(Setting<T> setting) {
    String text = texts.get(setting.name());
    return text == null ? setting.defaultValue() : setting.parse(text);
  }
}
