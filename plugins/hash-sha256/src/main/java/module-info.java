/** The hash {@code sha256}: SHA-256, and HMAC-SHA256 with a key, by the Java run-time. */
@SuppressWarnings("module") // javac dislikes the last digit of a name, which is SHA-256's own
module io.wyng.hash.sha256 {
  requires io.wyng.spi;
  requires static org.jspecify;

  provides io.wyng.spi.hash.HashProvider with
      io.wyng.hash.sha256.Sha256Hash;
}
