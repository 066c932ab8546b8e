package io.wyng.codec.bzip2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import io.wyng.spi.contract.CodecContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The codec contract, and what archive format 1, section 3, says about bz2. */
class Bzip2CodecTest extends CodecContract {

  /** The worked example of the format: 65536 times the letter A on level 9. */
  private static final byte[] EXAMPLE =
      HexFormat.of()
          .parseHex(
              "425a6839314159265359bc79719c0000808400a000000820003080291a01a4038bb9229c28485e3cb8ce"
                  + "00");

  @Override
  public CodecProvider provider() {
    return new Bzip2Codec();
  }

  @Test
  void theServiceLoaderFindsTheCodec() {
    assertTrue(
        ServiceLoader.load(CodecProvider.class).stream()
            .anyMatch(p -> p.type() == Bzip2Codec.class));
  }

  @Test
  void theNameAndTheLevelsAreThoseOfTheFormat() {
    assertEquals("bz2", provider().name());
    assertEquals(new CompressionLevels(1, 9, 9), provider().levels());
  }

  @Test
  void theFormatsWorkedExampleIsReproducedByteForByte() throws IOException {
    assertArrayEquals(EXAMPLE, compress(9, letters(65536)));
  }

  @Test
  void theFormatsWorkedExampleIsRead() throws IOException {
    assertArrayEquals(letters(65536), decompress(EXAMPLE, 65536));
  }

  @Test
  void everyFlippedBitIsNoticedOrMakesNoDifference() throws IOException {
    for (int bit = 0; bit < EXAMPLE.length * Byte.SIZE; bit++) {
      byte[] damaged = EXAMPLE.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

      try {
        assertArrayEquals(letters(65536), decompress(damaged, 65536), "bit " + bit);
      } catch (CorruptDataException noticed) {
        assertTrue(noticed.getMessage().startsWith("The bzip2 stream"), noticed.getMessage());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theStreamIsTheOneThatTheLibraryMakesWithBlocksOfTheLevelsSize(long seed) throws IOException {
    SplittableRandom generator = new SplittableRandom(seed);

    for (int level = 1; level <= 9; level++) {
      byte[] chunk = runs(generator, 1 + generator.nextInt(level * 120_000));

      assertArrayEquals(plainStream(level, chunk), compress(level, chunk), "level " + level);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {79_982, 79_983, 79_984, 79_985, 79_999, 80_000, 159_983, 159_984, 159_985})
  void theStreamIsTheSameWhereRunsOfFourFillABlockToTheBrim(int length) throws IOException {
    byte[] chunk = new byte[length];
    for (int i = 0; i < length; i++) {
      chunk[i] = (byte) (i / 4 * 37);
    }

    assertArrayEquals(plainStream(9, chunk), compress(9, chunk));
  }

  @Test
  void anEmptyStreamIsRead() throws IOException {
    byte[] stream = HexFormat.of().parseHex("425a683917724538509000000000");

    assertEquals(0, decompress(stream, 0).length);
    assertEquals(0, decompress(stream, 100).length);
  }

  @Test
  void theChecksumIsCheckedWhenTheTargetIsFullToo() {
    byte[] damaged = EXAMPLE.clone();
    damaged[EXAMPLE.length - 3] ^= 0x10;

    CorruptDataException refusal =
        assertThrows(CorruptDataException.class, () -> decompress(damaged, 65536));

    assertFalse(refusal.getMessage().contains("more than it should"), refusal.getMessage());
  }

  private byte[] compress(int level, byte[] chunk) throws IOException {
    try (Compressor compressor = provider().newCompressor(level)) {
      ByteBuffer target = ByteBuffer.allocate(compressor.maxCompressedLength(chunk.length));
      compressor.compress(ByteBuffer.wrap(chunk), target);
      return Arrays.copyOf(target.array(), target.position());
    }
  }

  private byte[] decompress(byte[] stream, int room) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(room);
    try (Decompressor decompressor = provider().newDecompressor()) {
      decompressor.decompress(ByteBuffer.wrap(stream), target);
    }
    return Arrays.copyOf(target.array(), target.position());
  }

  private static byte[] plainStream(int level, byte[] chunk) throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (BZip2CompressorOutputStream bzip2 = new BZip2CompressorOutputStream(stream, level)) {
      bzip2.write(chunk);
    }
    return stream.toByteArray();
  }

  private static byte[] runs(SplittableRandom generator, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; ) {
      int run = Math.min(length - at, 1 + generator.nextInt(generator.nextInt(10) == 0 ? 600 : 8));
      Arrays.fill(bytes, at, at + run, (byte) generator.nextInt(generator.nextInt(1, 256)));
      at += run;
    }
    return bytes;
  }

  private static byte[] letters(int length) {
    byte[] letters = new byte[length];
    Arrays.fill(letters, (byte) 'A');
    return letters;
  }
}
