/** The codec {@code bz2}: streams of bzip2, by Apache Commons Compress. */
@SuppressWarnings("module") // javac dislikes the last digit of a name, which is bzip2's own
module io.wyng.codec.bzip2 {
  requires io.wyng.spi;
  requires org.apache.commons.compress;
  requires static org.jspecify;

  provides io.wyng.spi.codec.CodecProvider with
      io.wyng.codec.bzip2.Bzip2Codec;
}
