package io.wyng.codec.zlib;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.SettingValues;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import io.wyng.spi.contract.CodecContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The codec contract with zlib itself, and what archive format 1, section 3, says about it. */
class ZlibCodecTest extends CodecContract {

  /** The worked example of the format: 65536 times the letter A on level 4. */
  private static final byte[] EXAMPLE =
      HexFormat.of()
          .parseHex("785eedc181000000008020b6fda516a90a" + "00".repeat(63) + "6a1e8703d0");

  @Override
  public CodecProvider provider() {
    ZlibCodec codec = new ZlibCodec();
    codec.configure(new SettingValues(Map.of("encoder", "zlib")));
    return codec;
  }

  @Test
  void theServiceLoaderFindsTheCodec() {
    assertTrue(
        ServiceLoader.load(CodecProvider.class).stream()
            .anyMatch(p -> p.type() == ZlibCodec.class));
  }

  @Test
  void theNameAndTheLevelsAreThoseOfTheFormat() {
    assertEquals("zlib", provider().name());
    assertEquals(new CompressionLevels(1, 9, 4), provider().levels());
  }

  @Test
  void theFormatsWorkedExampleIsReproducedByteForByte() throws IOException {
    byte[] chunk = letters();

    try (Compressor compressor = provider().newCompressor(4)) {
      ByteBuffer target = ByteBuffer.allocate(compressor.maxCompressedLength(chunk.length));
      compressor.compress(ByteBuffer.wrap(chunk), target);

      assertEquals(85, target.position());
      assertArrayEquals(EXAMPLE, Arrays.copyOf(target.array(), target.position()));
    }
  }

  @Test
  void theFormatsWorkedExampleIsRead() throws IOException {
    assertArrayEquals(letters(), decompress(EXAMPLE, 65536));
  }

  @Test
  void everyFlippedBitIsNoticedOrMakesNoDifference() throws IOException {
    for (int bit = 0; bit < EXAMPLE.length * Byte.SIZE; bit++) {
      byte[] damaged = EXAMPLE.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));

      try {
        assertArrayEquals(letters(), decompress(damaged, 65536), "bit " + bit);
      } catch (CorruptDataException noticed) {
        assertTrue(noticed.getMessage().startsWith("The zlib stream"), noticed.getMessage());
      }
    }
  }

  @Test
  void aStreamThatNeedsADictionaryIsRefusedAsSuch() {
    byte[] stream = HexFormat.of().parseHex("787d478e07342bc1140200478e0734");

    CorruptDataException refusal =
        assertThrows(CorruptDataException.class, () -> decompress(stream, 100));

    assertEquals("The zlib stream needs a dictionary", refusal.getMessage());
  }

  @Test
  void aStreamOfGzipIsRefused() {
    byte[] stream = HexFormat.of().parseHex("1f8b08000000000000034b4c4a0600c241243503000000");

    assertThrows(CorruptDataException.class, () -> decompress(stream, 100));
  }

  private byte[] decompress(byte[] stream, int room) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(room);
    try (Decompressor decompressor = provider().newDecompressor()) {
      decompressor.decompress(ByteBuffer.wrap(stream), target);
    }
    return Arrays.copyOf(target.array(), target.position());
  }

  private static byte[] letters() {
    byte[] letters = new byte[65536];
    Arrays.fill(letters, (byte) 'A');
    return letters;
  }
}
