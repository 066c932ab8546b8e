package io.wyng.engine.plugin;

import io.wyng.spi.Setting;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a provider and the value that it has.
 *
 * @param setting what the provider declares
 * @param assignment what the operator has set, a value that is allowed; null for the default
 */
public record ChosenSetting(Setting<?> setting, @Nullable SettingAssignment assignment) {

  /**
   * The value as the operator wrote, or would write it.
   *
   * @return what was set, or the default
   */
  public String value() {
    return assignment == null ? setting.defaultText() : assignment.value();
  }

  /**
   * Where the value comes from.
   *
   * @return {@code default}, {@code --set}, or file and line
   */
  public String origin() {
    return assignment == null ? "default" : assignment.origin().words();
  }
}
