/**
 * The codec {@code zlib}: streams of RFC 1950, by libdeflate or by the zlib of the Java run-time.
 */
@SuppressWarnings("requires-automatic") // aircompressor has no module descriptor
module io.wyng.codec.zlib {
  requires aircompressor.v3;
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.codec.CodecProvider with
      io.wyng.codec.zlib.ZlibCodec;
}
