package io.wyng.it.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A disk image, or a block device, whose content is written and changed reproducibly.
 *
 * @param file the file, which need not exist yet
 */
public record DiskImage(Path file) {

  private static final int BLOCK_BYTES = 16 << 10;
  private static final String WORDS =
      "the quick brown fox jumps over the lazy dog, and five boxing wizards jump quickly; ";

  /**
   * Fills it with what disks hold: text, noise, zeros that were written, places never written, and
   * blocks that repeat.
   */
  public DiskImage fill(long sizeBytes, long seed) throws IOException {
    RandomGenerator random = random(seed);
    try (FileChannel channel = open()) {
      resize(channel, sizeBytes);
      for (long at = 0; at < sizeBytes; at += BLOCK_BYTES) {
        int length = (int) Math.min(BLOCK_BYTES, sizeBytes - at);
        // Runs of one kind, so that whole chunks are zero, or never written.
        switch (Math.floorMod(at / (8 * BLOCK_BYTES) * 31 + seed, 5)) {
          case 0 -> write(channel, at, text(random, length));
          case 1 -> write(channel, at, noise(random, length));
          case 2 -> write(channel, at, new byte[length]);
          case 3 -> write(channel, at, text(random(seed), length));
          default -> {
            // never written
          }
        }
      }
    }
    return this;
  }

  /** Overwrites bytes with noise. */
  public DiskImage scribble(long offset, int length, long seed) throws IOException {
    try (FileChannel channel = open()) {
      write(channel, offset, noise(random(seed), length));
    }
    return this;
  }

  /** Overwrites bytes with zeros. */
  public DiskImage erase(long offset, int length) throws IOException {
    try (FileChannel channel = open()) {
      write(channel, offset, new byte[length]);
    }
    return this;
  }

  /** Grows the file with zeros, or cuts it off. */
  public DiskImage resize(long sizeBytes) throws IOException {
    try (FileChannel channel = open()) {
      resize(channel, sizeBytes);
    }
    return this;
  }

  /** SHA-256 of the whole content. */
  public String sha256() throws IOException {
    return Sha256.of(file);
  }

  private FileChannel open() throws IOException {
    return file.startsWith("/dev")
        ? FileChannel.open(file, StandardOpenOption.WRITE)
        : FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
  }

  private void resize(FileChannel channel, long sizeBytes) throws IOException {
    if (file.startsWith("/dev")) {
      return;
    }
    channel.truncate(sizeBytes);
    if (channel.size() < sizeBytes) {
      channel.write(ByteBuffer.wrap(new byte[1]), sizeBytes - 1);
    }
  }

  private static void write(FileChannel channel, long at, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, at + buffer.position());
    }
  }

  private static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  private static byte[] noise(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] text(RandomGenerator random, int length) {
    StringBuilder text = new StringBuilder(length + WORDS.length());
    while (text.length() < length) {
      int from = random.nextInt(WORDS.length() / 2);
      text.append(WORDS, from, from + random.nextInt(1, WORDS.length() / 2));
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }
}
