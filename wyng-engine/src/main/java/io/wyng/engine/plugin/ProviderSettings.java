package io.wyng.engine.plugin;

import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.failure.PluginException;
import io.wyng.engine.failure.UsageException;
import io.wyng.spi.Setting;
import io.wyng.spi.SettingValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what the operator has set against what the providers declare. */
final class ProviderSettings {

  private final List<SettingAssignment> assignments;

  /**
   * The settings of all providers.
   *
   * @param assignments what the operator has set; of several for one setting the last counts
   */
  ProviderSettings(List<SettingAssignment> assignments) {
    this.assignments =
        assignments.isEmpty() ? assignments : SettingAssignment.effective(assignments);
  }

  /**
   * The settings of a provider with their values.
   *
   * @param kind the kind of the provider
   * @param provider its name
   * @param declared what it declares
   * @return one for each that it declares, in the same order
   * @throws UsageException when something was set that it does not declare, or to a value that is
   *     not allowed
   */
  List<ChosenSetting> of(ProviderKind kind, String provider, List<Setting<?>> declared) {
    Map<String, SettingAssignment> given = new HashMap<>();
    for (SettingAssignment assignment : assignments) {
      if (assignment.isFor(kind, provider)) {
        requireAllowed(assignment, declared);
        given.put(assignment.setting(), assignment);
      }
    }
    List<ChosenSetting> chosen = new ArrayList<>();
    for (Setting<?> setting : declared) {
      chosen.add(new ChosenSetting(setting, given.get(setting.name())));
    }
    return chosen;
  }

  /** What a provider is told. */
  static SettingValues valuesOf(List<ChosenSetting> settings) {
    Map<String, String> texts = new HashMap<>();
    for (ChosenSetting setting : settings) {
      if (setting.assignment() != null) {
        texts.put(setting.setting().name(), setting.value());
      }
    }
    return texts.isEmpty() ? SettingValues.DEFAULTS : new SettingValues(texts);
  }

  private static void requireAllowed(SettingAssignment assignment, List<Setting<?>> declared) {
    Optional<Setting<?>> found =
        declared.stream()
            .filter(setting -> setting.name().equals(assignment.setting()))
            .findFirst();
    Setting<?> setting = found.orElseThrow(() -> unknown(assignment, declared));
    try {
      setting.parse(assignment.value());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "%s: %s: %s".formatted(assignment.origin().words(), assignment.key(), e.getMessage()),
          "It is "
              + (setting.defaultText().isEmpty() ? "empty" : setting.defaultText())
              + " unless you set it; "
              + explanation(assignment),
          e);
    }
  }

  private static UsageException unknown(SettingAssignment assignment, List<Setting<?>> declared) {
    String there =
        declared.isEmpty()
            ? "it has none"
            : "it has " + String.join(", ", declared.stream().map(Setting::name).toList());
    return new UsageException(
        "%s: The %s %s has no setting %s (%s)"
            .formatted(
                assignment.origin().words(),
                assignment.kind().word(),
                assignment.provider(),
                Absence.quoted(assignment.setting()),
                there),
        "Correct its name or take it away; " + explanation(assignment));
  }

  private static String explanation(SettingAssignment assignment) {
    return "\"wyng plugins "
        + assignment.kind().word()
        + "."
        + assignment.provider()
        + "\" explains the settings.";
  }

  /**
   * Tells of settings for providers that are not there. In the configuration file they are left
   * from a plugin that was removed, which must not keep the others from working.
   *
   * @param plugins what was loaded
   * @param problems what is wrong with other plugins
   * @param listener takes a warning for each line of the configuration file
   * @throws UsageException when the command line has one
   */
  void requireProviders(
      List<LoadedPlugin> plugins, List<PluginProblem> problems, EventListener listener) {
    for (SettingAssignment assignment : assignments) {
      List<String> present =
          plugins.stream()
              .flatMap(plugin -> plugin.providers().stream())
              .filter(provider -> provider.kind() == assignment.kind())
              .map(LoadedProvider::name)
              .sorted()
              .toList();
      if (!present.contains(assignment.provider())) {
        String wanted = assignment.kind().word() + " " + Absence.quoted(assignment.provider());
        PluginException absence = Absence.of(wanted, present, assignment.provider(), problems);
        String message = assignment.origin().words() + ": " + absence.getMessage();
        switch (assignment.origin()) {
          case SettingOrigin.CommandLine _ ->
              throw new UsageException(message, absence.remedy(), absence);
          case SettingOrigin.FileLine _ ->
              listener.on(new Event.Warning(message, absence.remedy()));
        }
      }
    }
  }
}
