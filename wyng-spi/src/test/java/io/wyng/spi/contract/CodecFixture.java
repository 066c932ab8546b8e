package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import java.io.IOException;

/** The codec under test, and the two steps that nearly all of its tests take. */
interface CodecFixture {

  CodecProvider provider();

  /** A compressor of the standard level. */
  default Compressor newCompressor() throws IOException {
    return provider().newCompressor(provider().levels().standard());
  }

  /** The stream that a new compressor of the standard level makes. */
  default byte[] compressed(byte[] chunk) throws IOException {
    try (Compressor compressor = newCompressor()) {
      return compress(compressor, chunk);
    }
  }

  /** Compresses into the room that the contract grants, and checks what it says about buffers. */
  static byte[] compress(Compressor compressor, byte[] chunk) {
    GuardedBuffer source = GuardedBuffer.holding(chunk);
    GuardedBuffer target = GuardedBuffer.withRoomFor(compressor.maxCompressedLength(chunk.length));

    compressor.compress(source.buffer(), target.buffer());

    source.assertConsumedAndNotModified();
    target.assertSurroundingsNotModified();
    assertTrue(target.passed().length > 0, "a stream has at least one byte");
    return target.passed();
  }

  /** Decompresses into a room of so many bytes, and checks what the contract says about buffers. */
  static byte[] decompress(Decompressor decompressor, byte[] stream, int room)
      throws CorruptDataException {
    GuardedBuffer source = GuardedBuffer.holding(stream);
    GuardedBuffer target = GuardedBuffer.withRoomFor(room);

    try {
      decompressor.decompress(source.buffer(), target.buffer());
    } finally {
      source.assertNotModified();
      target.assertSurroundingsNotModified();
    }

    source.assertConsumedAndNotModified();
    return target.passed();
  }
}
