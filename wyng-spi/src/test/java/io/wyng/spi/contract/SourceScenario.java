package io.wyng.spi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.spi.VolumeName;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** The steps that the tests of a source share. */
final class SourceScenario {

  static final VolumeName VOLUME = VolumeName.parse("vm-work.private+1_X");
  static final VolumeName OTHER_VOLUME = VolumeName.parse("vm-work.private");
  static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  static final UUID OTHER_ARCHIVE = UUID.fromString("6f1e2d3c-0002-4a5b-8c9d-0123456789ab");
  static final String LABEL = "S_20260131-235959";

  private SourceScenario() {}

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    random(seed).nextBytes(bytes);
    return bytes;
  }

  static Source open(SourceFixture fixture) throws IOException {
    return fixture.provider().open(fixture.location());
  }

  /** Makes the volume, with random bytes in all but its last unit. */
  static void createFilledVolume(SourceFixture fixture, VolumeName name, int units)
      throws Exception {
    fixture.createVolume(name, (long) units * fixture.unitBytes());
    int filled = (units - 1) * fixture.unitBytes();
    fixture.writeVolume(name, 0, randomBytes(name.hashCode(), filled));
  }

  static Snapshot createBaseline(Source source, VolumeName name, UUID archive) throws IOException {
    return source.promote(source.createCurrent(name, archive), LABEL);
  }

  static byte[] content(Source source, Snapshot snapshot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(snapshot.sizeBytes()));
    try (BlockReader reader = source.openReader(snapshot)) {
      reader.read(0, bytes);
    }
    assertEquals(0, bytes.remaining(), "bytes not read");
    return bytes.array();
  }

  static ReportedRanges changed(Source source, Snapshot baseline, Snapshot current)
      throws IOException {
    ReportedRanges ranges = new ReportedRanges(current.sizeBytes());
    try (ChangeScan scan = source.openScan()) {
      scan.changed(baseline, current, ranges);
    }
    return ranges;
  }

  static ReportedRanges allocated(Source source, Snapshot snapshot) throws IOException {
    ReportedRanges ranges = new ReportedRanges(snapshot.sizeBytes());
    try (ChangeScan scan = source.openScan()) {
      scan.allocated(snapshot, ranges);
    }
    return ranges;
  }

  /** Does to the volume one thing that its user might do. */
  static void changeVolume(SourceFixture fixture, VolumeName name, RandomGenerator random)
      throws Exception {
    int unit = fixture.unitBytes();
    int size = fixture.readVolume(name).length;
    int units = size / unit;
    switch (random.nextInt(7)) {
      case 0, 1, 2 -> {
        byte[] bytes = new byte[random.nextInt(1, Math.min(size, 2 * unit))];
        random.nextBytes(bytes);
        fixture.writeVolume(name, random.nextInt(size - bytes.length + 1), bytes);
      }
      case 3 -> {
        byte[] zeros = new byte[random.nextInt(1, Math.min(size, 2 * unit))];
        fixture.writeVolume(name, random.nextInt(size - zeros.length + 1), zeros);
      }
      case 4 -> {
        int length = random.nextInt(1, units + 1);
        long position = random.nextInt(units - length + 1);
        fixture.discardVolume(name, position * unit, (long) length * unit);
      }
      case 5 -> fixture.resizeVolume(name, (long) Math.min(16, units + 2) * unit);
      default -> fixture.resizeVolume(name, (long) Math.max(1, units - 1) * unit);
    }
  }
}
