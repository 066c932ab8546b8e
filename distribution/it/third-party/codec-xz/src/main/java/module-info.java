/** The codec {@code xz}, made of the library XZ for Java. */
module org.example.backup.xz {
  requires io.wyng.spi;
  requires static org.jspecify;
  requires org.tukaani.xz;

  provides io.wyng.spi.codec.CodecProvider with
      org.example.backup.xz.XzCodec;
}
