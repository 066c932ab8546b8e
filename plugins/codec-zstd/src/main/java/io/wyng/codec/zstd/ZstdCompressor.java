package io.wyng.codec.zstd;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.wyng.spi.codec.Compressor;
import java.nio.ByteBuffer;

/** Compresses with one native context, from array to array. */
final class ZstdCompressor implements Compressor {

  private final ZstdCompressCtx context = new ZstdCompressCtx();

  ZstdCompressor(int level) {
    context.setLevel(level).setContentSize(true).setChecksum(false);
  }

  @Override
  public int maxCompressedLength(int sourceLength) {
    return Math.toIntExact(Zstd.compressBound(sourceLength));
  }

  @Override
  public void compress(ByteBuffer source, ByteBuffer target) {
    checkRoom(source, target);
    int length =
        context.compressByteArray(
            target.array(),
            target.arrayOffset() + target.position(),
            target.remaining(),
            source.array(),
            source.arrayOffset() + source.position(),
            source.remaining());
    source.position(source.limit());
    target.position(target.position() + length);
  }

  private void checkRoom(ByteBuffer source, ByteBuffer target) {
    int needed = maxCompressedLength(source.remaining());
    if (target.remaining() < needed) {
      throw new IllegalArgumentException(
          "The target has room for " + target.remaining() + " bytes, but needs " + needed);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
