/** The hash {@code blake2b}: BLAKE2b with digests of 32 bytes, by Bouncy Castle. */
module io.wyng.hash.blake2b {
  requires io.wyng.spi;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  provides io.wyng.spi.hash.HashProvider with
      io.wyng.hash.blake2b.Blake2bHash;
}
