/** The codec {@code zstd}: frames of Zstandard, by the native library inside zstd-jni. */
module io.wyng.codec.zstd {
  requires com.github.luben.zstd_jni;
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.codec.CodecProvider with
      io.wyng.codec.zstd.ZstdCodec;
}
