/** The codec {@code zlib}: streams of RFC 1950, by the zlib of the Java run-time. */
module io.wyng.codec.zlib {
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.codec.CodecProvider with
      io.wyng.codec.zlib.ZlibCodec;
}
