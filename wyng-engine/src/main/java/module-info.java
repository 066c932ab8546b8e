/**
 * Archives and the operations on them. Plugins are known through {@code io.wyng.spi} alone.
 *
 * <p>The entry point is {@link io.wyng.engine.operation}; failures are those of {@link
 * io.wyng.engine.failure}, and what happens meanwhile is reported as {@link io.wyng.engine.event}.
 */
module io.wyng.engine {
  requires static transitive org.jspecify;
  requires transitive io.wyng.spi;

  exports io.wyng.engine.archive;
  exports io.wyng.engine.event;
  exports io.wyng.engine.failure;
  exports io.wyng.engine.operation;
  exports io.wyng.engine.plugin;
  exports io.wyng.engine.retention;

  uses io.wyng.spi.codec.CodecProvider;
  uses io.wyng.spi.destination.DestinationProvider;
  uses io.wyng.spi.hash.HashProvider;
  uses io.wyng.spi.source.SourceProvider;
}
