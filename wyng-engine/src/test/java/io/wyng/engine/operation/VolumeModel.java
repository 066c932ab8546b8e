package io.wyng.engine.operation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The bytes of a volume, changed at random the way users change them. */
final class VolumeModel {

  private static final int SECTOR = 512;

  private final RandomGenerator random;
  private byte[] content;

  VolumeModel(RandomGenerator random, int length) {
    this.random = random;
    this.content = new byte[length];
    for (int i = 0; i < 4; i++) {
      write();
    }
  }

  byte[] content() {
    return content.clone();
  }

  /** The volume was restored to other bytes. */
  void become(byte[] bytes) {
    content = bytes.clone();
  }

  /** One or more changes, or none at all. */
  void change() {
    int changes = random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      switch (random.nextInt(7)) {
        case 0, 1, 2 -> write();
        case 3 -> zero();
        case 4 -> resize(content.length + random.nextInt(300_000));
        case 5 -> resize(Math.max(1, content.length - random.nextInt(300_000)));
        default -> duplicate();
      }
    }
  }

  private void write() {
    int offset = random.nextInt(content.length);
    int length = Math.min(1 + random.nextInt(200_000), content.length - offset);
    byte[] data = new byte[length];
    if (random.nextBoolean()) {
      random.nextBytes(data);
    } else {
      Arrays.fill(data, (byte) ('a' + random.nextInt(26)));
    }
    System.arraycopy(data, 0, content, offset, length);
  }

  private void zero() {
    int offset = random.nextInt(content.length) / SECTOR * SECTOR;
    Arrays.fill(
        content, offset, Math.min(content.length, offset + random.nextInt(400_000)), (byte) 0);
  }

  private void duplicate() {
    int length = Math.min(65_536, content.length / 2);
    System.arraycopy(content, 0, content, content.length - length, length);
  }

  private void resize(int length) {
    content = Arrays.copyOf(content, length);
  }
}
