package io.wyng.engine.plugin;

import io.wyng.engine.failure.UsageException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What an operator wants a setting of a provider to be. Whether there is such a provider, setting
 * and value is known when the plugins are loaded.
 *
 * @param kind the kind of provider
 * @param provider its name
 * @param setting the name of the setting
 * @param value the value as it was written
 * @param origin where it was written
 */
public record SettingAssignment(
    ProviderKind kind, String provider, String setting, String value, SettingOrigin origin) {

  private static final Pattern SYNTAX =
      Pattern.compile("([^.=\\s]+)\\.([^.=\\s]+)\\.([^.=\\s]+)\\s*=\\s*(.*)", Pattern.DOTALL);

  /**
   * The assignment that a text spells.
   *
   * @param text such as {@code destination.ssh.window=64MiB}; there may be blanks around the {@code
   *     =}
   * @param origin where it was written
   * @return the assignment
   * @throws UsageException when it is malformed, or names a kind of provider that there is not
   */
  public static SettingAssignment parse(String text, SettingOrigin origin) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      throw new UsageException(
          origin.words() + ": " + Absence.quoted(text) + " is no setting of a plugin",
          "Write KIND.PLUGIN.SETTING=VALUE, for instance destination.ssh.window=64MiB.");
    }
    String kind = matcher.group(1);
    return new SettingAssignment(
        kindOf(kind, origin), matcher.group(2), matcher.group(3), matcher.group(4), origin);
  }

  private static ProviderKind kindOf(String word, SettingOrigin origin) {
    Optional<ProviderKind> kind =
        Arrays.stream(ProviderKind.values()).filter(each -> each.word().equals(word)).findFirst();
    return kind.orElseThrow(() ->
        new UsageException(
            origin.words() + ": There is no kind of plugin " + Absence.quoted(word),
            "The kinds are "
                + Arrays.stream(ProviderKind.values())
                    .map(ProviderKind::word)
                    .collect(Collectors.joining(", "))
                + "; \"wyng plugins\" lists all plugins."));
  }

  /** Whether it is meant for a provider. */
  boolean isFor(ProviderKind otherKind, String name) {
    return kind == otherKind && provider.equals(name);
  }

  /** The provider and the setting, as they were written. */
  String key() {
    return kind.word() + "." + provider + "." + setting;
  }

  /** Those of the assignments that count: of several for one setting the last. */
  static List<SettingAssignment> effective(List<SettingAssignment> all) {
    return List.copyOf(
        all.stream()
            .collect(
                Collectors.toMap(
                    SettingAssignment::key,
                    each -> each,
                    (former, latter) -> latter,
                    LinkedHashMap::new))
            .values());
  }
}
