package io.wyng.source.file;

import io.wyng.source.file.image.Image;
import io.wyng.spi.source.BlockReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the image of a snapshot, which is complete and durable when the reader is closed. */
final class ImageReader implements BlockReader {

  private final Image image;
  private final Completion completion;

  /** Waits until the snapshot is complete. */
  @FunctionalInterface
  interface Completion {
    void await() throws IOException;
  }

  ImageReader(Image image, Completion completion) {
    this.image = image;
    this.completion = completion;
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    image.read(position, target);
  }

  @Override
  public void close() throws IOException {
    try (image) {
      completion.await();
    }
  }
}
