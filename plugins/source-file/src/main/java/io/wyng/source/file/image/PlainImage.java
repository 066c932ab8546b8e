package io.wyng.source.file.image;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.Zeros;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An image that is the content of one file. Its size is that of the file when the image was made of
 * it.
 */
public final class PlainImage implements Image {

  private final NativeFile file;
  private final long sizeBytes;

  /**
   * The image of an open file.
   *
   * @param file the file, which is closed with the image
   * @throws IOException when its size cannot be found out
   */
  public PlainImage(NativeFile file) throws IOException {
    this.file = file;
    sizeBytes = file.sizeBytes();
  }

  NativeFile file() {
    return file;
  }

  @Override
  public long sizeBytes() {
    return sizeBytes;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    long available = Math.clamp(sizeBytes - position, 0, target.remaining());
    target.limit(target.position() + (int) available);
    file.readFully(position, target);
    target.limit(limit);
    Zeros.fill(target);
  }

  @Override
  public long nextData(long position) throws IOException {
    if (position >= sizeBytes) {
      return Long.MAX_VALUE;
    }
    long data = file.nextData(position);
    return data < sizeBytes ? data : Long.MAX_VALUE;
  }

  @Override
  public long endOfData(long position) throws IOException {
    return Math.min(sizeBytes, file.nextHole(position));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
