package io.wyng.source.file;

import io.wyng.source.file.image.Image;
import io.wyng.spi.source.BlockReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the image of a snapshot. */
final class ImageReader implements BlockReader {

  private final Image image;

  ImageReader(Image image) {
    this.image = image;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    image.read(position, target);
  }

  @Override
  public void close() throws IOException {
    image.close();
  }
}
