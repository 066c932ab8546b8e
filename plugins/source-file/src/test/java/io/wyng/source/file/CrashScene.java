package io.wyng.source.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.source.file.snapshot.SnapshotMethods;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * A volume and its snapshots, what each snapshot has to hold, and the harm that a power cut does.
 */
final class CrashScene {

  static final int BLOCK = 64 << 10;

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final UUID OTHER = UUID.fromString("6f1e2d3c-0002-4a5b-8c9d-0123456789ab");

  private final Path directory;
  private final RandomGenerator random;
  private final Map<String, byte[]> contents = new HashMap<>();
  private Optional<Snapshot> baseline = Optional.empty();
  private Optional<Snapshot> current = Optional.empty();

  /** A scene with a volume of five blocks and a bit, one of them a hole. */
  CrashScene(Path directory, long seed) throws IOException {
    this.directory = directory;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    resize(5 * BLOCK + 1000);
    write(0, 3 * BLOCK);
    write(4 * BLOCK, BLOCK + 1000);
  }

  Source open(DurableFiles files) throws IOException {
    return new FileSourceProvider(
            files, InstantSource.system(), new SnapshotMethods(false, Long.MAX_VALUE))
        .open(directory.toString());
  }

  void write(long position, int length) throws IOException {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    try (NativeFile file = NativeFile.openForUpdate(directory.resolve(VOLUME.text()))) {
      file.write(position, ByteBuffer.wrap(bytes));
    }
  }

  void discard(long position, long length) throws IOException {
    try (NativeFile file = NativeFile.openForUpdate(directory.resolve(VOLUME.text()))) {
      file.zero(position, length);
    }
  }

  void resize(long sizeBytes) throws IOException {
    try (NativeFile file = TestFile.open(directory.resolve(VOLUME.text()))) {
      file.resize(sizeBytes);
    }
  }

  Snapshot createCurrent(Source source) throws IOException {
    return source.createCurrent(VOLUME, ARCHIVE);
  }

  void makeBaseline() throws IOException {
    try (Source source = open(DurableFiles.system())) {
      Snapshot snapshot = source.promote(createCurrent(source), "label");
      contents.put(snapshot.identity(), volume());
      baseline = Optional.of(snapshot);
    }
  }

  void makeCurrent() throws IOException {
    try (Source source = open(DurableFiles.system())) {
      Snapshot snapshot = createCurrent(source);
      contents.put(snapshot.identity(), volume());
      current = Optional.of(snapshot);
    }
  }

  /** Makes a current snapshot that is a whole image although there is a baseline. */
  void makeWholeCurrent() throws IOException {
    try (Source source = open(DurableFiles.system())) {
      Snapshot snapshot = source.createCurrent(VOLUME, OTHER);
      String name = snapshot.identity() + ".current";
      Files.move(snapshots(OTHER).resolve(name), snapshots(ARCHIVE).resolve(name));
      source.remove(snapshot);
      contents.put(snapshot.identity(), volume());
      current = source.current(VOLUME, ARCHIVE);
    }
  }

  UUID archive() {
    return ARCHIVE;
  }

  Snapshot baseline() {
    return baseline.orElseThrow();
  }

  Snapshot current() {
    return current.orElseThrow();
  }

  /**
   * Which snapshots there are, as baseline/current: B and C those from before, N another one, and a
   * dash for none. What they hold is compared with what they have to hold.
   */
  String state() throws IOException {
    try (Source source = open(DurableFiles.system())) {
      Optional<Snapshot> asBaseline = source.baseline(VOLUME, ARCHIVE);
      Optional<Snapshot> asCurrent = source.current(VOLUME, ARCHIVE);
      if (asBaseline.isPresent() && asCurrent.isPresent()) {
        checkChanges(source, asBaseline.get(), asCurrent.get());
      }
      return checked(source, asBaseline) + "/" + checked(source, asCurrent);
    }
  }

  private String checked(Source source, Optional<Snapshot> found) throws IOException {
    if (found.isEmpty()) {
      return "-";
    }
    assertArrayEquals(expected(found.get()), content(source, found.get()));
    String identity = found.get().identity();
    return baseline.map(Snapshot::identity).equals(Optional.of(identity))
        ? "B"
        : current.map(Snapshot::identity).equals(Optional.of(identity)) ? "C" : "N";
  }

  private void checkChanges(Source source, Snapshot older, Snapshot newer) throws IOException {
    BitSet reported = new BitSet();
    try (ChangeScan scan = source.openScan()) {
      scan.changed(
          older, newer, (offset, length) -> reported.set((int) offset, (int) (offset + length)));
    }
    byte[] before = expected(older);
    byte[] after = expected(newer);
    for (int i = reported.nextClearBit(0); i < after.length; i = reported.nextClearBit(i + 1)) {
      assertTrue(i < before.length && before[i] == after[i], "missed change");
    }
  }

  private byte[] expected(Snapshot snapshot) throws IOException {
    byte[] known = contents.get(snapshot.identity());
    return known == null ? volume() : known;
  }

  private static byte[] content(Source source, Snapshot snapshot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) snapshot.sizeBytes());
    try (BlockReader reader = source.openReader(snapshot)) {
      reader.read(0, bytes);
    }
    return bytes.array();
  }

  /** How many files belong to snapshots, in whatever role. */
  long snapshotFiles() throws IOException {
    if (!Files.exists(directory.resolve(".wyng-snapshots"))) {
      return 0;
    }
    try (Stream<Path> paths = Files.walk(directory.resolve(".wyng-snapshots"))) {
      return paths.filter(Files::isRegularFile).count();
    }
  }

  /**
   * If an overlay was being folded into its base, leaves there what a power cut may: each block
   * that was to be written is the old one, the new one or neither, and the size is the old or the
   * new one.
   */
  void spoilWhatWasBeingFolded() throws IOException {
    if (baseline.isEmpty() || current.isEmpty()) {
      return;
    }
    Path base = snapshots(ARCHIVE).resolve(baseline().identity() + ".baseline");
    if (!Files.exists(base) || !isBeingFolded()) {
      return;
    }
    byte[] older = expected(baseline());
    byte[] newer = expected(current());
    try (NativeFile file = NativeFile.openForUpdate(base)) {
      file.resize(random.nextBoolean() ? older.length : newer.length);
      for (int start = 0; start < file.sizeBytes(); start += BLOCK) {
        int end = (int) Math.min(file.sizeBytes(), start + BLOCK);
        if (random.nextBoolean() && differs(older, newer, start, start + BLOCK)) {
          byte[] garbage = new byte[end - start];
          random.nextBytes(garbage);
          file.write(start, ByteBuffer.wrap(garbage));
        }
      }
    }
  }

  private boolean isBeingFolded() throws IOException {
    try (Stream<Path> files = Files.list(snapshots(ARCHIVE))) {
      return files.anyMatch(file -> file.getFileName().toString().contains(".folding-"));
    }
  }

  private static boolean differs(byte[] older, byte[] newer, int start, int end) {
    int to = Math.min(end, newer.length);
    return start < to
        && !Arrays.equals(
            Arrays.copyOfRange(older, Math.min(start, older.length), to),
            0,
            to - start,
            newer,
            start,
            to);
  }

  private byte[] volume() throws IOException {
    return Files.readAllBytes(directory.resolve(VOLUME.text()));
  }

  private Path snapshots(UUID archive) {
    return directory.resolve(".wyng-snapshots").resolve(archive.toString()).resolve(VOLUME.text());
  }
}
