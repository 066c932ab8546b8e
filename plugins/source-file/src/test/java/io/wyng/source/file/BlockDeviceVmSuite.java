package io.wyng.source.file;

import static io.wyng.source.file.Disks.randomBytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restoring to a block device. */
class BlockDeviceVmSuite {

  private static final int MIB = 1 << 20;
  private static final Path DEVICE = Path.of("/dev/vdc");
  private static final int DEVICE_BYTES = 16 * MIB;

  private byte[] former = new byte[0];

  @BeforeEach
  void fillTheDevice() throws IOException {
    former = randomBytes(1, DEVICE_BYTES);
    try (RestoreTarget target = open(DEVICE, DEVICE_BYTES, Content.UPDATED)) {
      target.write(0, ByteBuffer.wrap(former));
      target.finish();
    }
  }

  private static RestoreTarget open(Path path, long sizeBytes, Content content) throws IOException {
    return new FileSourceProvider()
        .openTarget(new TargetRequest(path.toString(), sizeBytes, null, content));
  }

  private static byte[] content() throws IOException {
    try (var content = Files.newInputStream(DEVICE)) {
      return content.readAllBytes();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void anyMixtureOfWritesAndZerosReplacesTheFormerContentExactly(long seed) throws IOException {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    byte[] expected = new byte[random.nextInt(10 * MIB, DEVICE_BYTES)];
    try (RestoreTarget target = open(DEVICE, expected.length, Content.REPLACED)) {
      for (int at = 0, next; at < expected.length; at = next) {
        next = Math.min(expected.length, at + random.nextInt(1, MIB));
        if (random.nextBoolean()) {
          byte[] piece = randomBytes(seed + at, next - at);
          System.arraycopy(piece, 0, expected, at, piece.length);
          target.write(at, ByteBuffer.wrap(piece));
        } else {
          target.zero(at, next - at);
        }
      }
      target.finish();
    }

    byte[] found = content();
    assertArrayEquals(expected, Arrays.copyOf(found, expected.length));
    assertArrayEquals(
        Arrays.copyOfRange(former, expected.length, DEVICE_BYTES),
        Arrays.copyOfRange(found, expected.length, DEVICE_BYTES));
  }

  @Test
  void zerosAreZerosOverOldContentOfAnyAlignment() throws IOException {
    byte[] expected = former.clone();
    Arrays.fill(expected, 5, 3 * MIB - 7, (byte) 0);
    Arrays.fill(expected, 6 * MIB + 1, 6 * MIB + 3, (byte) 0);
    Arrays.fill(expected, 9 * MIB, 10 * MIB, (byte) 0);

    try (RestoreTarget target = open(DEVICE, DEVICE_BYTES, Content.UPDATED)) {
      target.zero(5, 3 * MIB - 12);
      target.zero(6 * MIB + 1, 2);
      target.zero(9 * MIB, MIB);
      ByteBuffer read = ByteBuffer.allocate(DEVICE_BYTES);
      target.read(0, read);
      assertArrayEquals(expected, read.array());
      target.finish();
    }

    assertArrayEquals(expected, content());
  }

  @Test
  void aDeviceThatIsTooSmallIsRefusedAndNotChanged() throws IOException {
    ProviderException refusal =
        assertThrows(
            ProviderException.class,
            () -> open(DEVICE, DEVICE_BYTES + 1, Content.REPLACED).close());

    assertEquals(
        "The device /dev/vdc has 16777216 bytes, which is less than the 16777217 of the volume",
        refusal.getMessage());
    assertArrayEquals(former, content());
  }

  @Test
  void aMountedDeviceIsRefused() throws IOException, InterruptedException {
    Disks.run("mkfs.ext4", "-q", "-F", DEVICE.toString());
    Path mounted = Disks.mount(DEVICE.toString());
    try {
      ProviderException refusal =
          assertThrows(
              ProviderException.class, () -> open(DEVICE, DEVICE_BYTES, Content.REPLACED).close());

      assertTrue(
          refusal.getMessage().startsWith("The device /dev/vdc is in use"), refusal.getMessage());
      assertTrue(refusal.remedy().startsWith("Unmount it"), refusal.remedy());
    } finally {
      Disks.unmount(mounted);
    }
  }

  @Test
  void aLinkToADeviceIsFollowed() throws IOException {
    Path link = Files.createTempDirectory("links").resolve("volume");
    Files.createSymbolicLink(link, DEVICE);

    try (RestoreTarget target = open(link, MIB, Content.UPDATED)) {
      target.write(0, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      target.finish();
    }

    assertArrayEquals(new byte[] {1, 2, 3}, Arrays.copyOf(content(), 3));
  }

  @Test
  void aDeviceThatReplacesItsContentIsDiscarded() throws IOException {
    try (RestoreTarget target = open(DEVICE, DEVICE_BYTES, Content.REPLACED)) {
      ByteBuffer read = ByteBuffer.allocate(DEVICE_BYTES);
      target.read(0, read);

      assertArrayEquals(new byte[DEVICE_BYTES], read.array());
    }
  }
}
