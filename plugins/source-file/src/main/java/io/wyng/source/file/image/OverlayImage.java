package io.wyng.source.file.image;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.Zeros;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A base image and an overlay: the blocks that the overlay holds are read from it, all others from
 * the base.
 *
 * <p>This is the same content before, while and after the overlay is {@linkplain Folding folded}
 * into the base, since folding writes to those blocks only that are not read from the base.
 */
public final class OverlayImage implements Image {

  private final PlainImage base;
  private final NativeFile overlay;
  private final OverlayIndex index;

  /**
   * The image that an overlay and its base make.
   *
   * @param base the base, which is closed with this image
   * @param overlay a complete overlay file, which is closed with this image
   * @throws IOException when the overlay cannot be read or is damaged
   */
  public OverlayImage(PlainImage base, NativeFile overlay) throws IOException {
    this.base = base;
    this.overlay = overlay;
    index = OverlayIndex.read(overlay);
  }

  PlainImage base() {
    return base;
  }

  NativeFile overlay() {
    return overlay;
  }

  OverlayIndex index() {
    return index;
  }

  @Override
  public long sizeBytes() {
    return index.sizeBytes();
  }

  @Override
  public void read(long position, ByteBuffer target) throws IOException {
    int limit = target.limit();
    long available = Math.clamp(sizeBytes() - position, 0, target.remaining());
    int end = target.position() + (int) available;
    for (long at = position; target.position() < end; ) {
      boolean overlaid = index.holds(at);
      long stop = endOfRun(at, overlaid);
      int before = target.position();
      target.limit((int) Math.min(end, before + (stop - at)));
      if (overlaid) {
        overlay.readFully(at, target);
      } else {
        base.read(at, target);
      }
      at += target.position() - before;
    }
    target.limit(limit);
    Zeros.fill(target);
  }

  private long endOfRun(long position, boolean overlaid) {
    int block = Blocks.number(position);
    int next = overlaid ? index.blocks().nextClearBit(block) : index.blocks().nextSetBit(block);
    return next < 0 ? Long.MAX_VALUE : (long) next * Blocks.BYTES;
  }

  @Override
  public long nextData(long position) throws IOException {
    long data = Math.min(base.nextData(position), overlay.nextData(position));
    return data < sizeBytes() ? data : Long.MAX_VALUE;
  }

  @Override
  public long endOfData(long position) throws IOException {
    long end = position;
    long before;
    do {
      before = end;
      if (base.nextData(end) == end) {
        end = base.endOfData(end);
      }
      if (overlay.nextData(end) == end) {
        end = overlay.nextHole(end);
      }
    } while (end > before && end < sizeBytes());
    return Math.min(end, sizeBytes());
  }

  @Override
  public void close() throws IOException {
    try {
      base.close();
    } finally {
      overlay.close();
    }
  }
}
