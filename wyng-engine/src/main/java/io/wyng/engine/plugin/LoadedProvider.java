package io.wyng.engine.plugin;

import io.wyng.spi.Provider;
import java.util.List;
import java.util.Set;

/**
 * One thing that a loaded plugin provides. What the provider says of itself was asked once and
 * checked.
 *
 * @param kind what kind of thing it is
 * @param name its name, unique within its kind
 * @param description what it is for and what it can do
 * @param schemes the URL schemes that a destination serves; empty for the other kinds
 * @param settings what the operator may set of it, with the values that it was given
 * @param provider the provider itself
 */
public record LoadedProvider(
    ProviderKind kind,
    String name,
    String description,
    Set<String> schemes,
    List<ChosenSetting> settings,
    Provider provider) {

  /** Copies the collections. */
  public LoadedProvider {
    schemes = Set.copyOf(schemes);
    settings = List.copyOf(settings);
  }

  /**
   * The name by which it is told from all others.
   *
   * @return kind and name, as in {@code destination.ssh}
   */
  public String id() {
    return kind.word() + "." + name;
  }
}
