package io.wyng.engine.plugin;

import io.wyng.engine.failure.PluginException;
import io.wyng.spi.Provider;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.destination.DestinationProvider;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.source.SourceProvider;
import io.wyng.spi.source.TargetClaim;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The providers at hand, by kind and name. What two plugins claim is given to neither.
 *
 * <p>A lookup that fails says what there is, and which plugin that was not loaded may be the
 * reason. Safe for use by several threads.
 */
public final class PluginRegistry {

  private final List<LoadedPlugin> plugins;
  private final List<PluginProblem> problems;
  private final Map<ProviderKind, Map<String, Claimant>> byName = new EnumMap<>(ProviderKind.class);
  private final Map<String, Claimant> byScheme;

  /**
   * A registry of what plugins provide.
   *
   * @param plugins those that were loaded
   * @param problems what is wrong with others
   */
  public PluginRegistry(List<LoadedPlugin> plugins, List<PluginProblem> problems) {
    this.plugins = List.copyOf(plugins);
    List<PluginProblem> allProblems = new ArrayList<>(problems);
    for (ProviderKind kind : ProviderKind.values()) {
      byName.put(kind, undisputed("the " + kind.word(), nameClaims(kind), allProblems));
    }
    this.byScheme = undisputed("the URL scheme", schemeClaims(), allProblems);
    this.problems = List.copyOf(allProblems);
  }

  /**
   * The plugins that were loaded.
   *
   * @return in the order in which they were found
   */
  public List<LoadedPlugin> plugins() {
    return plugins;
  }

  /**
   * What is wrong with plugins: with those that were not loaded, and with those that claim the
   * same.
   *
   * @return one entry a plugin, directory or dispute
   */
  public List<PluginProblem> problems() {
    return problems;
  }

  /**
   * The names that can be looked up.
   *
   * @param kind what kind of provider
   * @return their names in order
   */
  public List<String> names(ProviderKind kind) {
    return List.copyOf(claimants(kind).keySet());
  }

  /**
   * A codec.
   *
   * @param name the name as the user or an archive gives it
   * @return the codec of that name
   * @throws PluginException when there is none
   */
  public CodecProvider codec(String name) {
    return (CodecProvider) named(ProviderKind.CODEC, name);
  }

  /**
   * A hash.
   *
   * @param name the name as the user or an archive gives it
   * @return the hash of that name
   * @throws PluginException when there is none
   */
  public HashProvider hash(String name) {
    return (HashProvider) named(ProviderKind.HASH, name);
  }

  /**
   * The way to reach archives at addresses of a scheme.
   *
   * @param scheme in lower case, without the colon
   * @return the provider that serves it
   * @throws PluginException when there is none
   */
  public DestinationProvider destinationFor(String scheme) {
    Claimant found = byScheme.get(scheme);
    if (found == null) {
      List<String> present = byScheme.keySet().stream().map(known -> known + ":").toList();
      String wanted = "destination for " + Absence.quoted(scheme + ":");
      throw Absence.of(wanted, present, scheme, problems);
    }
    return (DestinationProvider) found.provider();
  }

  /**
   * The kind of storage at a location.
   *
   * @param location what the user gave as {@code --local}
   * @return the provider that claims it
   * @throws PluginException when there is none, or more than one
   */
  public SourceProvider sourceFor(String location) {
    return survey(source -> source.claims(location))
        .theOneThatSaid(true, "for the location " + Absence.quoted(location));
  }

  /**
   * The kind of storage that restores to a path.
   *
   * @param path an absolute path
   * @return the provider with the strongest claim; of several that would do for any path, the first
   *     by name
   * @throws PluginException when nobody claims the path, or more than one as its own
   */
  public SourceProvider targetFor(String path) {
    SourceSurvey<TargetClaim> survey = survey(source -> source.claimsTarget(path));
    List<SourceProvider> general = survey.thoseThatSaid(TargetClaim.GENERAL);
    return survey.thoseThatSaid(TargetClaim.SPECIFIC).isEmpty() && !general.isEmpty()
        ? general.getFirst()
        : survey.theOneThatSaid(
            TargetClaim.SPECIFIC, "that can restore to " + Absence.quoted(path));
  }

  private <A> SourceSurvey<A> survey(Function<SourceProvider, A> question) {
    return new SourceSurvey<>(claimants(ProviderKind.SOURCE).values(), question, problems);
  }

  private Provider named(ProviderKind kind, String name) {
    Claimant found = claimants(kind).get(name);
    if (found == null) {
      String wanted = kind.word() + " " + Absence.quoted(name);
      throw Absence.of(wanted, names(kind), name, problems);
    }
    return found.provider();
  }

  private Map<String, Claimant> claimants(ProviderKind kind) {
    return byName.getOrDefault(kind, Map.of());
  }

  private Map<String, List<Claimant>> nameClaims(ProviderKind kind) {
    Map<String, List<Claimant>> claims = new TreeMap<>();
    for (LoadedPlugin plugin : plugins) {
      for (LoadedProvider provider : plugin.providers()) {
        if (provider.kind() == kind) {
          claim(claims, provider.name(), new Claimant(plugin.unit(), provider));
        }
      }
    }
    return claims;
  }

  private Map<String, List<Claimant>> schemeClaims() {
    Map<String, List<Claimant>> claims = new TreeMap<>();
    for (Claimant destination : claimants(ProviderKind.DESTINATION).values()) {
      destination.loaded().schemes().forEach(scheme -> claim(claims, scheme, destination));
    }
    return claims;
  }

  private static void claim(Map<String, List<Claimant>> claims, String name, Claimant claimant) {
    claims.computeIfAbsent(name, key -> new ArrayList<>()).add(claimant);
  }

  private static Map<String, Claimant> undisputed(
      String what, Map<String, List<Claimant>> claims, List<PluginProblem> problems) {
    Map<String, Claimant> undisputed = new TreeMap<>();
    claims.forEach((name, claimants) -> {
      if (claimants.size() == 1) {
        undisputed.put(name, claimants.getFirst());
      } else {
        problems.add(
            Claimant.dispute(claimants.stream().map(Claimant::unit).toList(), what + " " + name));
      }
    });
    return undisputed;
  }
}
