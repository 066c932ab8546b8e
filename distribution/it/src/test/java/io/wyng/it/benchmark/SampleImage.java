package io.wyng.it.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.Deflater;

/**
 * A disk image like those of real machines: a third of it was never written, and the rest, text,
 * records and noise, compresses to two fifths.
 *
 * @param file the file
 * @param sizeBytes its size
 */
record SampleImage(Path file, long sizeBytes) {

  /** What the archive stores in one file, by default. */
  static final int CHUNK_BYTES = 64 << 10;

  private static final int TEXT_BYTES = 16 << 20;
  private static final int VOCABULARY = 6000;
  private static final int RUN_CHUNKS = 64;

  /** Writes the image. */
  static SampleImage create(Path file, long sizeBytes) throws IOException {
    RandomGenerator random = random(1);
    byte[] text = text(random);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (long at = 0; at < sizeBytes; at += CHUNK_BYTES) {
        boolean written = at / CHUNK_BYTES / RUN_CHUNKS % 3 != 2 || at + CHUNK_BYTES >= sizeBytes;
        if (written) {
          channel.write(ByteBuffer.wrap(chunk(random, text)), at);
        }
      }
      channel.force(true);
    }
    return new SampleImage(file, sizeBytes);
  }

  private static byte[] chunk(RandomGenerator random, byte[] text) {
    byte[] chunk = new byte[CHUNK_BYTES];
    System.arraycopy(text, random.nextInt(text.length - CHUNK_BYTES), chunk, 0, CHUNK_BYTES);
    int noise = random.nextInt(10) == 0 ? CHUNK_BYTES : random.nextInt(CHUNK_BYTES / 4);
    byte[] bytes = new byte[noise];
    random.nextBytes(bytes);
    System.arraycopy(bytes, 0, chunk, random.nextInt(CHUNK_BYTES - noise + 1), noise);
    return chunk;
  }

  /** Words, the frequent ones far more often than the others, and records with numbers. */
  private static byte[] text(RandomGenerator random) {
    String[] words = new String[VOCABULARY];
    for (int i = 0; i < VOCABULARY; i++) {
      words[i] = Long.toString(Math.abs(random.nextLong()), 36).substring(0, random.nextInt(2, 9));
    }
    StringBuilder text = new StringBuilder(TEXT_BYTES + CHUNK_BYTES);
    while (text.length() < TEXT_BYTES) {
      double share = random.nextDouble();
      text.append(words[(int) (share * share * share * VOCABULARY)]).append(' ');
      if (random.nextInt(20) == 0) {
        text.append("\nid=").append(random.nextInt()).append(" state=ok size=");
      }
    }
    return text.substring(0, TEXT_BYTES).getBytes(StandardCharsets.US_ASCII);
  }

  /** Overwrites a share of the chunks, scattered. */
  void change(double share, long seed) throws IOException {
    RandomGenerator random = random(seed);
    long chunks = sizeBytes / CHUNK_BYTES;
    byte[] bytes = new byte[CHUNK_BYTES];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long i = 0; i < chunks * share; i++) {
        random.nextBytes(bytes);
        channel.write(ByteBuffer.wrap(bytes), random.nextLong(chunks) * CHUNK_BYTES);
      }
      channel.force(true);
    }
  }

  /**
   * What one thread needs to compress every chunk that is not zero, as the archive does.
   *
   * @param dataBytes bytes in chunks that are not zero
   * @param compressedBytes what became of them
   * @param seconds how long it took, reading included
   */
  record Compression(long dataBytes, long compressedBytes, double seconds) {}

  /** Compresses the image with zlib in one thread. */
  Compression compress(int level) throws IOException {
    Deflater deflater = new Deflater(level);
    byte[] chunk = new byte[CHUNK_BYTES];
    byte[] zeros = new byte[CHUNK_BYTES];
    byte[] compressed = new byte[2 * CHUNK_BYTES];
    long dataBytes = 0;
    long compressedBytes = 0;
    long start = System.nanoTime();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer buffer = ByteBuffer.wrap(chunk);
      while (channel.read(buffer.clear()) > 0) {
        if (!Arrays.equals(chunk, zeros)) {
          deflater.reset();
          deflater.setInput(chunk);
          deflater.finish();
          compressedBytes += deflater.deflate(compressed);
          dataBytes += CHUNK_BYTES;
        }
      }
    } finally {
      deflater.end();
    }
    return new Compression(dataBytes, compressedBytes, (System.nanoTime() - start) / 1e9);
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
