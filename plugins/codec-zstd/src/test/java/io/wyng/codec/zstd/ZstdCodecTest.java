package io.wyng.codec.zstd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.CorruptDataException;
import io.wyng.spi.codec.Decompressor;
import io.wyng.spi.contract.CodecContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The codec contract, and what archive format 2, section 3, says about zstd. */
class ZstdCodecTest extends CodecContract {

  /**
   * Chunk files that Wyng 0.3 wrote: 4096 zeros, and 128 KiB with some text in the second sector.
   */
  private static final byte[] ZEROS_BY_WYNG_0_3 = hex("28b52ffd60000f4d00001000000100fbf70116");

  private static final byte[] TEXT_BY_WYNG_0_3 =
      hex(
          "28b52ffda0000002001501008000006c6f6e656c7920736563746f722004005cfa20077dd242052663aa6a5f"
              + "0558");

  private static final byte[] FRAME_OF_ABC = hex("28b52ffd2003190000616263");
  private static final byte[] FRAME_TO_SKIP = hex("502a4d1804000000deadbeef");

  @Override
  public CodecProvider provider() {
    return new ZstdCodec();
  }

  @Test
  void theServiceLoaderFindsTheCodec() {
    assertTrue(
        ServiceLoader.load(CodecProvider.class).stream()
            .anyMatch(p -> p.type() == ZstdCodec.class));
  }

  @Test
  void theNameAndTheLevelsAreThoseOfTheFormat() {
    assertEquals("zstd", provider().name());
    assertEquals(new CompressionLevels(1, 22, 3), provider().levels());
  }

  @Test
  void chunksByWyngZeroPointThreeAreRead() throws IOException {
    byte[] expected = new byte[131072];
    byte[] text = "lonely sector ".repeat(30).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(text, 0, expected, 512, text.length);

    assertArrayEquals(new byte[4096], decompress(ZEROS_BY_WYNG_0_3, 65536));
    assertArrayEquals(expected, decompress(TEXT_BY_WYNG_0_3, 131072));
  }

  @Test
  void theFrameSaysTheChunksLengthOnEveryLevel() throws IOException {
    for (int level = 1; level <= 22; level++) {
      for (int length : new int[] {1, 255, 256, 65536, 131072, 1_000_000}) {
        byte[] frame = compress(level, new byte[length]);

        assertEquals(length, Zstd.getFrameContentSize(frame), "level " + level);
      }
    }
  }

  @Test
  void aHandMadeFrameIsRead() throws IOException {
    assertArrayEquals(bytes("abc"), decompress(FRAME_OF_ABC, 3));
  }

  @Test
  void aFrameWithAChecksumIsReadAndItsDamageNoticed() throws IOException {
    byte[] frame = compressedByLibrary(bytes("abcabcabcabc"), true);
    byte[] damaged = frame.clone();
    damaged[frame.length - 1] ^= 1;

    assertArrayEquals(bytes("abcabcabcabc"), decompress(frame, 12));
    assertThrows(CorruptDataException.class, () -> decompress(damaged, 12));
  }

  @Test
  void aFrameThatDoesNotSayHowMuchItHoldsIsRefused() {
    byte[] frame = compressedByLibrary(bytes("abcabcabcabc"), false);

    assertRefused(frame, 12, "does not say how much it holds");
  }

  @Test
  void aFrameThatSaysItHoldsMoreThanThereIsRoomForIsRefusedForThat() {
    assertRefused(FRAME_OF_ABC, 2, "holds 3 bytes where at most 2 should be");
    assertRefused(hex("28b52ffde0ffffffffffffff7f010000"), 65536, "holds 9223372036854775807");
    assertRefused(hex("28b52ffde0ffffffffffffffff010000"), 65536, "does not say");
  }

  @Test
  void aFrameThatHoldsMoreOrLessThanItSaysIsRefused() {
    byte[] saysTwo = FRAME_OF_ABC.clone();
    byte[] saysFour = FRAME_OF_ABC.clone();
    saysTwo[5] = 2;
    saysFour[5] = 4;

    assertRefused(saysTwo, 100, "damaged");
    assertRefused(saysFour, 100, "damaged");
  }

  @Test
  void aFrameToSkipIsRefusedBeforeBehindAndInsteadOfAnother() {
    assertRefused(FRAME_TO_SKIP, 100, "no Zstandard frame");
    assertRefused(joined(FRAME_TO_SKIP, FRAME_OF_ABC), 100, "no Zstandard frame");
    assertRefused(joined(FRAME_OF_ABC, FRAME_TO_SKIP), 100, "followed by 12 other bytes");
  }

  @Test
  void aFrameThatNeedsADictionaryIsRefused() {
    assertRefused(hex("28b52ffd210703190000616263"), 100, "damaged");
  }

  private void assertRefused(byte[] frame, int room, String reason) {
    CorruptDataException refusal =
        assertThrows(CorruptDataException.class, () -> decompress(frame, room));

    assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
  }

  private byte[] compress(int level, byte[] chunk) throws IOException {
    try (Compressor compressor = provider().newCompressor(level)) {
      ByteBuffer target = ByteBuffer.allocate(compressor.maxCompressedLength(chunk.length));
      compressor.compress(ByteBuffer.wrap(chunk), target);
      return Arrays.copyOf(target.array(), target.position());
    }
  }

  private byte[] decompress(byte[] frame, int room) throws IOException {
    ByteBuffer target = ByteBuffer.allocate(room);
    try (Decompressor decompressor = provider().newDecompressor()) {
      decompressor.decompress(ByteBuffer.wrap(frame), target);
    }
    return Arrays.copyOf(target.array(), target.position());
  }

  private static byte[] compressedByLibrary(byte[] data, boolean sizeAndChecksum) {
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      return context.setContentSize(sizeAndChecksum).setChecksum(sizeAndChecksum).compress(data);
    }
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
