package io.wyng.destination.internal;

import io.wyng.spi.ProviderException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that fails when it does not hold as many bytes as was said, and remembers its failure:
 * so that it is not taken for a failure of the file that the bytes go to.
 */
final class ExactLengthStream extends FilterInputStream {

  private final long length;
  private final Path file;
  private long passed;
  private @Nullable IOException failure;

  ExactLengthStream(InputStream content, long length, Path file) {
    super(content);
    this.length = length;
    this.file = file;
  }

  /** Why reading failed, if it did. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public int read() throws IOException {
    byte[] single = new byte[1];
    return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int count) throws IOException {
    try {
      int taken = super.read(target, offset, count);
      passed += Math.max(taken, 0);
      if (passed > length) {
        throw wrongLength("more than");
      }
      return taken;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** To be called at the end: fails when bytes are missing. */
  void checkEnd() throws IOException {
    if (passed != length) {
      failure = wrongLength("only " + passed + " of");
      throw failure;
    }
  }

  private ProviderException wrongLength(String what) {
    return new ProviderException(
        "The content for " + file + " has " + what + " the " + length + " bytes it should have",
        "Something changed it meanwhile: repeat the command.");
  }

  @Override
  public long skip(long count) throws IOException {
    throw new IOException("This stream is read in full");
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
