package io.wyng.spi.contract;

import static io.wyng.spi.contract.SourceScenario.ARCHIVE;
import static io.wyng.spi.contract.SourceScenario.OTHER_VOLUME;
import static io.wyng.spi.contract.SourceScenario.VOLUME;
import static io.wyng.spi.contract.SourceScenario.content;
import static io.wyng.spi.contract.SourceScenario.createBaseline;
import static io.wyng.spi.contract.SourceScenario.createFilledVolume;
import static io.wyng.spi.contract.SourceScenario.open;
import static io.wyng.spi.contract.SourceScenario.random;
import static io.wyng.spi.contract.SourceScenario.randomBytes;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import io.wyng.spi.source.TargetClaim;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Restoring to new, existing, larger and smaller targets. */
interface SourceTargetContract extends SourceFixture {

  private RestoreTarget openTarget(String path, long sizeBytes, Content content)
      throws IOException {
    return provider().openTarget(new TargetRequest(path, sizeBytes, location(), content));
  }

  private void restoreBytes(String path, byte[] bytes) throws IOException {
    try (RestoreTarget target = openTarget(path, bytes.length, Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(bytes));
      target.finish();
    }
  }

  @Test
  default void theProviderClaimsItsTargets() {
    assertNotEquals(TargetClaim.NONE, provider().claimsTarget(targetPath("new")));
  }

  @Test
  default void aTargetThatIsNotThereIsCreated() throws Exception {
    String path = targetPath("new");
    byte[] bytes = randomBytes(1, 3 * unitBytes());

    try (RestoreTarget target = openTarget(path, bytes.length, Content.REPLACED)) {
      ByteBuffer data = ByteBuffer.wrap(bytes);
      target.write(0, data);
      assertFalse(data.hasRemaining());
      target.finish();
    }

    assertArrayEquals(bytes, readTarget(path));
  }

  @Test
  default void aTargetThatIsToBeUpdatedButIsNotThereIsCreated() throws Exception {
    String path = targetPath("new");
    byte[] bytes = randomBytes(1, 3 * unitBytes());

    try (RestoreTarget target = openTarget(path, bytes.length, Content.UPDATED)) {
      target.write(0, ByteBuffer.wrap(bytes));
      target.finish();
    }

    assertArrayEquals(bytes, readTarget(path));
  }

  @Test
  default void aNewTargetThatIsOnlyZeroedReadsAsZeros() throws Exception {
    String path = targetPath("new");

    try (RestoreTarget target = openTarget(path, 4L * unitBytes(), Content.REPLACED)) {
      target.zero(0, 4L * unitBytes());
      target.finish();
    }

    assertArrayEquals(new byte[4 * unitBytes()], readTarget(path));
  }

  @Test
  default void aReplacedTargetThatIsOnlyZeroedHoldsNothingOfItsFormerContent() throws Exception {
    String path = targetPath("full");
    restoreBytes(path, randomBytes(1, 4 * unitBytes()));

    try (RestoreTarget target = openTarget(path, 4L * unitBytes(), Content.REPLACED)) {
      target.zero(0, 4L * unitBytes());
      target.finish();
    }

    assertArrayEquals(new byte[4 * unitBytes()], readTarget(path));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  default void anyMixtureOfWritesAndZerosReplacesTheFormerContentExactly(long seed)
      throws Exception {
    RandomGenerator random = random(seed);
    String path = targetPath("full");
    restoreBytes(path, randomBytes(seed, 6 * unitBytes()));
    byte[] expected = new byte[6 * unitBytes()];

    try (RestoreTarget target = openTarget(path, expected.length, Content.REPLACED)) {
      for (int at = 0, next; at < expected.length; at = next) {
        next = Math.min(expected.length, at + random.nextInt(1, unitBytes()));
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

    assertArrayEquals(expected, readTarget(path));
  }

  @ParameterizedTest(name = "{0} units")
  @ValueSource(ints = {2, 5, 9})
  default void aReplacedTargetGetsTheSizeAskedFor(int units) throws Exception {
    String path = targetPath("full");
    restoreBytes(path, randomBytes(1, 5 * unitBytes()));
    byte[] bytes = randomBytes(2, units * unitBytes());

    restoreBytes(path, bytes);

    assertArrayEquals(bytes, readTarget(path));
  }

  @ParameterizedTest(name = "{0} units")
  @ValueSource(ints = {2, 5, 9})
  default void anUpdatedTargetGetsTheSizeAskedForAndKeepsItsContent(int units) throws Exception {
    String path = targetPath("full");
    byte[] bytes = randomBytes(1, 5 * unitBytes());
    restoreBytes(path, bytes);

    try (RestoreTarget target = openTarget(path, (long) units * unitBytes(), Content.UPDATED)) {
      target.finish();
    }

    byte[] found = readTarget(path);
    int kept = Math.min(units, 5) * unitBytes();
    assertEquals(units * unitBytes(), found.length);
    assertArrayEquals(Arrays.copyOf(bytes, kept), Arrays.copyOf(found, kept));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  default void anUpdatedTargetChangesOnlyWhereItIsWrittenOrZeroed(long seed) throws Exception {
    RandomGenerator random = random(seed);
    String path = targetPath("full");
    byte[] expected = randomBytes(seed, 6 * unitBytes());
    restoreBytes(path, expected);

    try (RestoreTarget target = openTarget(path, expected.length, Content.UPDATED)) {
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(expected.length);
        int to = Math.min(expected.length, from + random.nextInt(1, 2 * unitBytes()));
        byte[] piece = i % 2 == 0 ? new byte[to - from] : randomBytes(seed + i, to - from);
        if (i % 2 == 0) {
          target.zero(from, to - from);
        } else {
          target.write(from, ByteBuffer.wrap(piece));
        }
        System.arraycopy(piece, 0, expected, from, piece.length);
      }
      target.finish();
    }

    assertArrayEquals(expected, readTarget(path));
  }

  @Test
  default void anUpdatedTargetIsReadBackAsItWasAndAsItIsWritten() throws Exception {
    String path = targetPath("full");
    byte[] expected = randomBytes(1, 4 * unitBytes());
    restoreBytes(path, expected);

    try (RestoreTarget target = openTarget(path, expected.length, Content.UPDATED)) {
      assertArrayEquals(expected, read(target, 0, expected.length));

      target.zero(unitBytes(), unitBytes());
      target.write(5, ByteBuffer.wrap(new byte[] {1, 2, 3}));
      Arrays.fill(expected, unitBytes(), 2 * unitBytes(), (byte) 0);
      System.arraycopy(new byte[] {1, 2, 3}, 0, expected, 5, 3);

      assertArrayEquals(Arrays.copyOfRange(expected, 3, 3000), read(target, 3, 2997));
      assertArrayEquals(expected, read(target, 0, expected.length));
    }
  }

  private static byte[] read(RestoreTarget target, int position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    target.read(position, bytes);
    assertFalse(bytes.hasRemaining());
    return bytes.array();
  }

  @Test
  default void aReplacedTargetReadsBackWhatWasWrittenSoFar() throws Exception {
    String path = targetPath("full");
    byte[] bytes = randomBytes(2, unitBytes());

    try (RestoreTarget target = openTarget(path, 3L * unitBytes(), Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(bytes));
      target.zero(unitBytes(), unitBytes());

      assertArrayEquals(Arrays.copyOf(bytes, 2 * unitBytes()), read(target, 0, 2 * unitBytes()));
    }
  }

  @Test
  @EnabledIf("targetsAreFiles")
  default void aFileThatIsNotFinishedKeepsItsFormerContent() throws Exception {
    String path = targetPath("full");
    byte[] former = randomBytes(1, 2 * unitBytes());
    restoreBytes(path, former);

    try (RestoreTarget target = openTarget(path, 3L * unitBytes(), Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(randomBytes(2, unitBytes())));
    }

    assertArrayEquals(former, readTarget(path));
  }

  @Test
  @EnabledIf("targetsAreFiles")
  default void aNewFileThatIsNotFinishedLeavesNothing() throws Exception {
    String path = targetPath("new");

    try (RestoreTarget target = openTarget(path, 3L * unitBytes(), Content.REPLACED)) {
      target.write(0, ByteBuffer.wrap(randomBytes(2, unitBytes())));
    }

    assertFalse(Files.exists(Path.of(path)));
  }

  @Test
  default void aVolumeIsRestoredInPlaceAndItsSnapshotsStayAsTheyAre() throws Exception {
    createFilledVolume(this, VOLUME, 4);
    byte[] older = readVolume(VOLUME);
    byte[] restored = randomBytes(2, 4 * unitBytes());
    try (Source source = open(this)) {
      Snapshot baseline = createBaseline(source, VOLUME, ARCHIVE);
      Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

      restoreBytes(source.restorePath(VOLUME), restored);

      assertArrayEquals(restored, readVolume(VOLUME));
      assertArrayEquals(older, content(source, baseline));
      assertArrayEquals(older, content(source, current));
    }
  }

  @Test
  default void aVolumeThatIsLostIsRestoredToItsPath() throws Exception {
    byte[] restored = randomBytes(2, 4 * unitBytes());
    try (Source source = open(this)) {
      restoreBytes(source.restorePath(OTHER_VOLUME), restored);

      assertArrayEquals(restored, readVolume(OTHER_VOLUME));
      assertEquals(
          Optional.of(new SourceVolume(OTHER_VOLUME, restored.length)),
          source.volume(OTHER_VOLUME));
    }
  }
}
