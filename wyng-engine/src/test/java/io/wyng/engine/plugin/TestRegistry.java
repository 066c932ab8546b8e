package io.wyng.engine.plugin;

import io.wyng.spi.Provider;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.destination.DestinationProvider;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.source.SourceProvider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Registries of providers that a test creates itself, where no layers are needed. */
public final class TestRegistry {

  private TestRegistry() {}

  /**
   * A registry in which each provider comes from a plugin of its own, {@code /plugins/NAME.jar}.
   */
  public static PluginRegistry of(Provider... providers) {
    return new PluginRegistry(
        Stream.of(providers).map(TestRegistry::pluginWith).toList(), List.of());
  }

  static LoadedPlugin pluginWith(Provider provider) {
    return plugin(Path.of("/plugins", provider.name() + ".jar"), provider);
  }

  static LoadedPlugin plugin(Path unit, Provider provider) {
    LoadedProvider loaded =
        switch (provider) {
          case CodecProvider codec -> loaded(ProviderKind.CODEC, codec, Set.of());
          case HashProvider hash -> loaded(ProviderKind.HASH, hash, Set.of());
          case SourceProvider source -> loaded(ProviderKind.SOURCE, source, Set.of());
          case DestinationProvider destination ->
              loaded(ProviderKind.DESTINATION, destination, destination.schemes());
          default -> throw new IllegalArgumentException(provider.name());
        };
    SpiVersion version = new SpiVersion(1, 0);
    return new LoadedPlugin(
        unit, List.of(), "test." + provider.name(), "1", version, false, List.of(loaded));
  }

  private static LoadedProvider loaded(ProviderKind kind, Provider provider, Set<String> schemes) {
    return new LoadedProvider(
        kind, provider.name(), provider.description(), schemes, List.of(), provider);
  }
}
