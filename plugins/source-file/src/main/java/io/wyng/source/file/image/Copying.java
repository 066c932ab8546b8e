package io.wyng.source.file.image;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.PageBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Copies segments of an image into a file; holes and blocks of zeros are left out. */
final class Copying implements Segments.Worker {

  private static final int BUFFER_BYTES = 1 << 20;

  private final Image image;
  private final NativeFile copy;
  private final DataRanges data;
  private final ByteBuffer buffer = PageBuffer.allocate(BUFFER_BYTES);

  Copying(Image image, NativeFile copy) {
    this.image = image;
    this.copy = copy;
    data = new DataRanges(image);
  }

  @Override
  public void process(long start, long end) throws IOException {
    long position = data.next(start);
    while (position < end) {
      long length = Math.min(BUFFER_BYTES, Math.min(end, data.end()) - position);
      image.read(position, buffer.clear().limit((int) length));
      for (int at = 0; at < length; at += Blocks.BYTES) {
        int blockLength = (int) Math.min(Blocks.BYTES, length - at);
        copy.writeUnlessZero(position + at, buffer.slice(at, blockLength));
      }
      position = data.next(position + length);
    }
    copy.startWriting(start, end - start);
  }
}
