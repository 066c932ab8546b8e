package io.wyng.engine.plugin;

import io.wyng.spi.Provider;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.destination.DestinationProvider;
import io.wyng.spi.hash.HashProvider;
import io.wyng.spi.source.SourceProvider;

/** The kinds of thing that a plugin can provide. */
public enum ProviderKind {
  /** Compression of chunks. */
  CODEC(CodecProvider.class),
  /** Digests of chunks. */
  HASH(HashProvider.class),
  /** Storage that holds volumes. */
  SOURCE(SourceProvider.class),
  /** A way to reach archives. */
  DESTINATION(DestinationProvider.class);

  private final Class<? extends Provider> service;

  ProviderKind(Class<? extends Provider> service) {
    this.service = service;
  }

  /**
   * The kind as one lower-case word, for listings and messages.
   *
   * @return {@code codec}, {@code hash}, {@code source} or {@code destination}
   */
  public String word() {
    return switch (this) {
      case CODEC -> "codec";
      case HASH -> "hash";
      case SOURCE -> "source";
      case DESTINATION -> "destination";
    };
  }

  /** The type that a plugin module names behind {@code provides}. */
  Class<? extends Provider> service() {
    return service;
  }
}
