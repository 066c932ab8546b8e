package io.wyng.source.file.image;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.PageBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Puts the blocks of an overlay in their places in its base. Can be broken off and repeated any
 * number of times: it depends on nothing that it changes.
 */
public final class Folding {

  private static final int BUFFER_BYTES = 1 << 20;

  private final NativeFile overlay;
  private final NativeFile base;
  private final ByteBuffer buffer = PageBuffer.allocate(BUFFER_BYTES);

  private Folding(NativeFile overlay, NativeFile base) {
    this.overlay = overlay;
    this.base = base;
  }

  /**
   * Makes the base the same image as overlay and base together. It is not forced.
   *
   * @param overlay a complete overlay file
   * @param base the file of its base, which is changed
   * @throws IOException when it fails; it can be repeated then
   */
  public static void fold(NativeFile overlay, NativeFile base) throws IOException {
    OverlayIndex index = OverlayIndex.read(overlay);
    Folding folding = new Folding(overlay, base);
    base.resize(index.sizeBytes());
    BitSet blocks = index.blocks();
    int first = blocks.nextSetBit(0);
    while (first >= 0) {
      int behind = blocks.nextClearBit(first);
      long end = Math.min(index.sizeBytes(), (long) behind * Blocks.BYTES);
      folding.foldRun((long) first * Blocks.BYTES, end);
      first = blocks.nextSetBit(behind);
    }
  }

  private void foldRun(long start, long end) throws IOException {
    long position = start;
    while (position < end) {
      long data = Math.min(end, overlay.nextData(position));
      base.zero(position, data - position);
      long hole = data < end ? Math.min(end, overlay.nextHole(data)) : end;
      copy(data, hole);
      position = hole;
    }
  }

  private void copy(long start, long end) throws IOException {
    for (long at = start; at < end; at += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - at));
      overlay.readFully(at, buffer);
      base.write(at, buffer.flip());
    }
  }
}
