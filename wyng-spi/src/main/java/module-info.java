/**
 * What a Wyng plugin sees: the contracts of sources, destinations, codecs and hashes.
 *
 * <p>A plugin is a named JPMS module that {@code requires io.wyng.spi} and {@code provides} one or
 * more of {@link io.wyng.spi.source.SourceProvider}, {@link
 * io.wyng.spi.destination.DestinationProvider}, {@link io.wyng.spi.codec.CodecProvider} and {@link
 * io.wyng.spi.hash.HashProvider}. The version of this module is the version of the SPI: a plugin
 * built against another major version, or a newer minor one, is refused when it is loaded.
 *
 * <p>A plugin is dropped in as one jar, or as a folder with its jar and those of its libraries.
 * When it or a library calls native code, the manifest of the plugin's jar says {@code
 * Wyng-Native-Access: true}, which gives native access to all modules of the folder.
 */
module io.wyng.spi {
  requires static transitive org.jspecify;

  exports io.wyng.spi;
  exports io.wyng.spi.codec;
  exports io.wyng.spi.destination;
  exports io.wyng.spi.durable;
  exports io.wyng.spi.hash;
  exports io.wyng.spi.source;
}
