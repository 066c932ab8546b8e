package io.wyng.engine.plugin;

import io.wyng.engine.failure.UsageException;
import io.wyng.spi.Provider;
import io.wyng.spi.Setting;
import io.wyng.spi.destination.DestinationProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Creates the providers of a plugin. This is where foreign code runs for the first time, so it runs
 * on a thread of its own: whatever it throws ends this plugin only, and so does taking for ever.
 */
final class ProviderFactory {

  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]{0,31}");

  private final Duration timeLimit;

  /**
   * A factory of providers.
   *
   * @param timeLimit how long a plugin may take to create all its providers
   */
  ProviderFactory(Duration timeLimit) {
    this.timeLimit = timeLimit;
  }

  /**
   * Creates all providers of a plugin and tells them what the operator has set.
   *
   * @param candidate the plugin
   * @param layer its layer
   * @param settings what the operator has set
   * @return its providers, by kind; not empty
   * @throws UnusablePluginException when one cannot be created, describes itself wrongly or does
   *     not take its settings
   * @throws UsageException when the operator has set something of them that cannot be set
   */
  List<LoadedProvider> providersOf(
      PluginCandidate candidate, ModuleLayer layer, ProviderSettings settings)
      throws UnusablePluginException {
    FutureTask<List<LoadedProvider>> creation =
        new FutureTask<>(() -> create(candidate, layer, settings));
    // A daemon, so that a plugin which hangs does not keep the program from ending.
    Thread.ofPlatform().daemon().name("load " + candidate.moduleName()).start(creation);
    try {
      return creation.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw failed(candidate, "did not start within " + timeLimit.toMillis() / 1000.0 + " s", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnusablePluginException refused) {
        throw refused;
      }
      if (e.getCause() instanceof UsageException wrong) {
        throw wrong;
      }
      Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
      throw failed(candidate, "failed when it was started: " + reason(thrown), thrown);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(candidate, "was interrupted when it was started", e);
    }
  }

  private static List<LoadedProvider> create(
      PluginCandidate candidate, ModuleLayer layer, ProviderSettings settings)
      throws UnusablePluginException {
    List<LoadedProvider> loaded = new ArrayList<>();
    for (ProviderKind kind : ProviderKind.values()) {
      for (Provider provider : ServiceLoader.load(layer, kind.service())) {
        // The loader also yields what the layers above provide.
        if (layer.equals(provider.getClass().getModule().getLayer())) {
          loaded.add(configured(kind, provider, candidate, settings));
        }
      }
    }
    return loaded;
  }

  private static LoadedProvider configured(
      ProviderKind kind, Provider provider, PluginCandidate candidate, ProviderSettings settings)
      throws UnusablePluginException {
    String name = provider.name();
    requireSyntax(name, NAME, kind.word() + " name", candidate);
    Set<String> schemes =
        provider instanceof DestinationProvider destination ? destination.schemes() : Set.of();
    for (String scheme : schemes) {
      requireSyntax(scheme, SCHEME, "URL scheme", candidate);
    }
    String description = Objects.requireNonNull(provider.description());
    List<ChosenSetting> chosen = settings.of(kind, name, declaredBy(provider, candidate));
    provider.configure(ProviderSettings.valuesOf(chosen));
    return new LoadedProvider(kind, name, description, schemes, chosen, provider);
  }

  private static List<Setting<?>> declaredBy(Provider provider, PluginCandidate candidate)
      throws UnusablePluginException {
    List<Setting<?>> declared = List.copyOf(provider.settings());
    Set<String> names = new HashSet<>();
    for (Setting<?> setting : declared) {
      if (!names.add(setting.name())) {
        throw failed(candidate, "declares the setting \"" + setting.name() + "\" twice", null);
      }
    }
    return declared;
  }

  private static void requireSyntax(
      String text, Pattern syntax, String what, PluginCandidate candidate)
      throws UnusablePluginException {
    if (!syntax.matcher(text).matches()) {
      throw failed(candidate, "has a malformed " + what + ", \"" + text + "\"", null);
    }
  }

  private static UnusablePluginException failed(
      PluginCandidate candidate, String what, @Nullable Throwable cause) {
    return new UnusablePluginException(
        candidate.location(),
        "The plugin " + candidate.location() + " " + what,
        "Remove it or install another version of it; its author may want to know.",
        cause);
  }

  /**
   * What was thrown in full, as a plugin's author needs it; the wrapping of the loader says
   * nothing.
   */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof ServiceConfigurationError && cause != null
        ? cause.toString()
        : thrown.toString();
  }
}
