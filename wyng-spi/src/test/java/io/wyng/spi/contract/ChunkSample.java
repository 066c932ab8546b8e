package io.wyng.spi.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A chunk's content of a certain shape. The same on every run.
 *
 * @param name what it looks like, for the display name of a test
 * @param bytes the content, which is not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkSample(String name, byte[] bytes) {

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;
  private static final String WORDS =
      "the quick brown fox jumps over the lazy dog while nobody writes to the volume ";

  /** The shapes that every level must cope with. */
  static List<ChunkSample> small() {
    return List.of(
        new ChunkSample("1 byte of zero", new byte[1]),
        new ChunkSample("1 byte of 255", new byte[] {-1}),
        new ChunkSample("2 bytes", new byte[] {1, 2}),
        new ChunkSample("255 bytes of text", text(255)),
        new ChunkSample("64 KiB less a byte of text", text(64 * KIB - 1)),
        new ChunkSample("64 KiB of zeros", new byte[64 * KIB]),
        new ChunkSample("64 KiB of the letter A", filled(64 * KIB, (byte) 'A')),
        new ChunkSample("64 KiB of text", text(64 * KIB)),
        new ChunkSample("64 KiB of random bytes", random(1, 64 * KIB)),
        new ChunkSample("64 KiB of runs of four", runs(64 * KIB, 4)),
        new ChunkSample("a last chunk of 5000 random bytes", random(2, 5000)),
        new ChunkSample("128 KiB of text, zeros and random bytes", mixed(3, 128 * KIB)));
  }

  /** Large chunks, up to the largest there is. */
  static List<ChunkSample> large() {
    return List.of(
        new ChunkSample("2 MiB of zeros", new byte[2 * MIB]),
        new ChunkSample("2 MiB of text, zeros and random bytes", mixed(4, 2 * MIB)),
        new ChunkSample("2 MiB of random bytes", random(5, 2 * MIB)),
        new ChunkSample("16 MiB, most of them zeros", mostlyZeros(6, 16 * MIB)));
  }

  /** A chunk of 1 byte to 80 KiB, with length and content drawn from the generator. */
  static byte[] drawn(RandomGenerator generator) {
    int length = 1 + generator.nextInt(generator.nextBoolean() ? 300 : 80 * KIB);
    return mixed(generator.nextLong(), length);
  }

  static byte[] text(int length) {
    byte[] words = WORDS.getBytes(StandardCharsets.US_ASCII);
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = i % 1000 < 990 ? words[i % words.length] : (byte) ('0' + i / 1000 % 10);
    }
    return bytes;
  }

  static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    generator(seed).nextBytes(bytes);
    return bytes;
  }

  static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static byte[] runs(int length, int runLength) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i / runLength * 7);
    }
    return bytes;
  }

  private static byte[] mixed(long seed, int length) {
    byte[] bytes = text(length);
    RandomGenerator generator = generator(seed);
    for (int at = 0; at < length; ) {
      int part = Math.min(length - at, 1 + generator.nextInt(8 * KIB));
      switch (generator.nextInt(3)) {
        case 0 -> Arrays.fill(bytes, at, at + part, (byte) 0);
        case 1 -> System.arraycopy(random(generator.nextLong(), part), 0, bytes, at, part);
        default -> {} // text stays text
      }
      at += part;
    }
    return bytes;
  }

  private static byte[] mostlyZeros(long seed, int length) {
    byte[] bytes = new byte[length];
    byte[] part = mixed(seed, length / 32);
    System.arraycopy(part, 0, bytes, 1, part.length);
    System.arraycopy(part, 0, bytes, length - part.length, part.length);
    return bytes;
  }

  private static RandomGenerator generator(long seed) {
    return new SplittableRandom(seed);
  }

  @Override
  public String toString() {
    return name;
  }
}
