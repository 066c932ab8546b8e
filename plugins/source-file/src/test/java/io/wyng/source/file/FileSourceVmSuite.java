package io.wyng.source.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.source.file.linux.ExtentCursor;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.ProviderException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.TargetRequest;
import io.wyng.spi.source.TargetRequest.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What needs file systems and devices of its own: the contract where files can be cloned, full file
 * systems, and restoring to block devices. Runs as root in a virtual machine with four empty disks,
 * {@code /dev/vda} and {@code /dev/vdb} of 400 MiB or more, {@code /dev/vdc} of 64 MiB and {@code
 * /dev/vdd} of 32 MiB, whose content is destroyed.
 */
class FileSourceVmSuite {

  private static final VolumeName VOLUME = VolumeName.parse("disk.img");
  private static final UUID ARCHIVE = UUID.fromString("6f1e2d3c-0001-4a5b-8c9d-0123456789ab");
  private static final int MIB = 1 << 20;

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
  }

  private static Path mount(String device, String... options)
      throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("mounted");
    Stream<String> command =
        Stream.of(Stream.of("mount"), Stream.of(options), Stream.of(device, directory.toString()))
            .flatMap(words -> words);
    run(command.toArray(String[]::new));
    return directory;
  }

  private static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(bytes);
    return bytes;
  }

  private static void write(Path file, long position, byte[] bytes) throws IOException {
    try (NativeFile opened = NativeFile.openOrCreate(file)) {
      opened.write(position, ByteBuffer.wrap(bytes));
      opened.force();
    }
  }

  /** The contract on a file system that can clone files, and what clones are for. */
  abstract static class OnClones extends FileSourceFixture {

    private static Path root = Path.of("/");
    private Path directory = root;

    static void use(Path mounted) {
      root = mounted;
    }

    @AfterAll
    static void unmount() throws IOException, InterruptedException {
      run("umount", root.toString());
    }

    @BeforeEach
    void makeDirectory() throws IOException {
      directory = Files.createTempDirectory(root, "test");
    }

    @AfterEach
    void removeDirectory() throws IOException {
      DurableFiles.system().deleteTree(directory);
    }

    @Override
    Path directory() {
      return directory;
    }

    @Test
    void aSnapshotTakesNoSpace() throws IOException {
      write(directory.resolve("disk.img"), 0, randomBytes(1, 60 * MIB));
      try (Source source = provider().open(location())) {
        long before = freeBytes();
        source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
        source.createCurrent(VOLUME, ARCHIVE);

        assertTrue(before - freeBytes() < 10 * MIB, () -> before + " bytes were free");
      }
    }

    private static long freeBytes() throws IOException {
      DurableFiles.system().forceFileSystem(root);
      return Files.getFileStore(root).getUsableSpace();
    }

    @Test
    void whatIsSharedIsKnownToBeTheSame() throws IOException {
      Path file = directory.resolve("disk.img");
      write(file, 0, new byte[60 * MIB]);
      write(file, 0, randomBytes(1, 60 * MIB));
      try (Source source = provider().open(location())) {
        Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
        write(file, 30 * MIB, randomBytes(2, MIB));
        Snapshot current = source.createCurrent(VOLUME, ARCHIVE);

        try (NativeFile older = snapshotFile(baseline);
            NativeFile newer = snapshotFile(current)) {
          assertTrue(isOneShared(older, newer, MIB));
          assertFalse(isOneShared(older, newer, 30 * MIB));
          assertTrue(isOneShared(older, newer, 59 * MIB));
        }
      }
    }

    private NativeFile snapshotFile(Snapshot snapshot) throws IOException {
      try (Stream<Path> files = Files.walk(directory)) {
        return NativeFile.openForReading(
            files
                .filter(file -> file.getFileName().toString().startsWith(snapshot.identity()))
                .findAny()
                .orElseThrow());
      }
    }

    /** Compressed extents are never told, so there is nothing to be known of them. */
    boolean isOneShared(NativeFile older, NativeFile newer, long position) {
      Optional<Long> ofOlder =
          new ExtentCursor(older).holding(position).map(extent -> extent.placeOf(position));
      Optional<Long> ofNewer =
          new ExtentCursor(newer).holding(position).map(extent -> extent.placeOf(position));
      return ofOlder.isPresent() && ofOlder.equals(ofNewer);
    }
  }

  @Nested
  class OnXfs extends OnClones {
    @BeforeAll
    static void makeFileSystem() throws IOException, InterruptedException {
      run("mkfs.xfs", "-q", "-f", "/dev/vda");
      use(mount("/dev/vda"));
    }
  }

  @Nested
  class OnBtrfs extends OnClones {
    @BeforeAll
    static void makeFileSystem() throws IOException, InterruptedException {
      run("mkfs.btrfs", "-q", "-f", "/dev/vdb");
      use(mount("/dev/vdb"));
    }
  }

  @Nested
  class OnCompressedBtrfs extends OnClones {
    @BeforeAll
    static void makeFileSystem() throws IOException, InterruptedException {
      run("mkfs.btrfs", "-q", "-f", "/dev/vdb");
      use(mount("/dev/vdb", "-o", "compress-force=zstd:1"));
    }

    @Override
    public int unitBytes() {
      return 256 << 10;
    }
  }

  /** A file system without clones, of 32 MiB. */
  @Nested
  class OnASmallFileSystem {

    private Path directory = Path.of("/");
    private Path filler = Path.of("/");

    @BeforeEach
    void makeFileSystem() throws IOException, InterruptedException {
      run("mkfs.ext4", "-q", "-F", "-m", "0", "/dev/vdd");
      directory = mount("/dev/vdd");
      filler = directory.resolve(".filler");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
      run("umount", directory.toString());
    }

    private Source open() throws IOException {
      return new FileSourceProvider().open(directory.toString());
    }

    private long freeBytes() throws IOException {
      return Files.getFileStore(directory).getUsableSpace();
    }

    private void leaveFree(int bytes) throws IOException {
      write(filler, 0, new byte[Math.toIntExact(freeBytes() - bytes)]);
    }

    @Test
    void aSnapshotForWhichThereIsNoSpaceLeavesNothing() throws IOException {
      write(directory.resolve("disk.img"), 0, randomBytes(1, 16 * MIB));
      try (Source source = open()) {
        long before = freeBytes();

        ProviderException failure =
            assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

        assertTrue(failure.getMessage().contains("No space left"), failure.getMessage());
        assertTrue(failure.remedy().startsWith("Free space where " + directory), failure.remedy());
        assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
        assertTrue(before - freeBytes() < MIB);
      }
    }

    @Test
    void anOverlayForWhichThereIsNoSpaceLeavesTheBaseline() throws IOException {
      Path file = directory.resolve("disk.img");
      byte[] older = randomBytes(1, 8 * MIB);
      write(file, 0, older);
      try (Source source = open()) {
        Snapshot baseline = source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
        leaveFree(MIB);
        write(file, 0, randomBytes(2, 6 * MIB));

        assertThrows(ProviderException.class, () -> source.createCurrent(VOLUME, ARCHIVE));

        assertEquals(Optional.empty(), source.current(VOLUME, ARCHIVE));
        assertEquals(Optional.of(baseline), source.baseline(VOLUME, ARCHIVE));
        assertArrayEquals(older, content(source, baseline));
      }
    }

    @Test
    void aPromotionForWhichThereIsNoSpaceIsFinishedWhenThereIs() throws IOException {
      Path file = directory.resolve("disk.img");
      try (NativeFile opened = NativeFile.openOrCreate(file)) {
        opened.resize(8 * MIB);
      }
      try (Source source = open()) {
        source.promote(source.createCurrent(VOLUME, ARCHIVE), "label");
        write(file, 0, randomBytes(2, 6 * MIB));
        byte[] newer = Files.readAllBytes(file);
        Snapshot current = source.createCurrent(VOLUME, ARCHIVE);
        leaveFree(MIB);

        ProviderException failure =
            assertThrows(ProviderException.class, () -> source.promote(current, "label"));

        assertTrue(failure.getMessage().contains("No space left"), failure.getMessage());
        Snapshot found = source.baseline(VOLUME, ARCHIVE).orElseThrow();
        assertEquals(current.identity(), found.identity());
        assertArrayEquals(newer, content(source, found));

        Files.delete(filler);
        Snapshot baseline = source.promote(current, "label");
        assertEquals(current.identity(), baseline.identity());
        assertArrayEquals(newer, content(source, baseline));
      }
    }

    @Test
    void aRestoreForWhichThereIsNoSpaceLeavesTheFormerFile() throws IOException {
      Path file = directory.resolve("disk.img");
      byte[] former = randomBytes(1, 16 * MIB);
      write(file, 0, former);
      TargetRequest request = new TargetRequest(file.toString(), 16 * MIB, null, Content.REPLACED);

      try (RestoreTarget target = new FileSourceProvider().openTarget(request)) {
        ProviderException failure =
            assertThrows(
                ProviderException.class,
                () -> target.write(0, ByteBuffer.wrap(randomBytes(2, 16 * MIB))));
        assertEquals("No space is left for " + file, failure.getMessage());
      }

      assertArrayEquals(former, Files.readAllBytes(file));
      assertTrue(freeBytes() > 8 * MIB);
    }

    private static byte[] content(Source source, Snapshot snapshot) throws IOException {
      ByteBuffer bytes = ByteBuffer.allocate((int) snapshot.sizeBytes());
      try (BlockReader reader = source.openReader(snapshot)) {
        reader.read(0, bytes);
      }
      return bytes.array();
    }
  }

  @Nested
  class OnABlockDevice {

    private static final Path DEVICE = Path.of("/dev/vdc");
    private static final int DEVICE_BYTES = 64 * MIB;

    private byte[] former = new byte[0];

    @BeforeEach
    void fillTheDevice() throws IOException {
      former = randomBytes(1, DEVICE_BYTES);
      try (RestoreTarget target = open(DEVICE, DEVICE_BYTES, Content.UPDATED)) {
        target.write(0, ByteBuffer.wrap(former));
        target.finish();
      }
    }

    private static RestoreTarget open(Path path, long sizeBytes, Content content)
        throws IOException {
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
      byte[] expected = new byte[random.nextInt(40 * MIB, DEVICE_BYTES)];
      try (RestoreTarget target = open(DEVICE, expected.length, Content.REPLACED)) {
        for (int at = 0, next; at < expected.length; at = next) {
          next = Math.min(expected.length, at + random.nextInt(1, 4 * MIB));
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
      Arrays.fill(expected, 10 * MIB + 1, 10 * MIB + 3, (byte) 0);
      Arrays.fill(expected, 20 * MIB, 21 * MIB, (byte) 0);

      try (RestoreTarget target = open(DEVICE, DEVICE_BYTES, Content.UPDATED)) {
        target.zero(5, 3 * MIB - 12);
        target.zero(10 * MIB + 1, 2);
        target.zero(20 * MIB, MIB);
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
          "The device /dev/vdc has 67108864 bytes, which is less than the 67108865 of the volume",
          refusal.getMessage());
      assertArrayEquals(former, content());
    }

    @Test
    void aMountedDeviceIsRefused() throws IOException, InterruptedException {
      run("mkfs.ext4", "-q", "-F", DEVICE.toString());
      Path mounted = mount(DEVICE.toString());
      try {
        ProviderException refusal =
            assertThrows(
                ProviderException.class,
                () -> open(DEVICE, DEVICE_BYTES, Content.REPLACED).close());

        assertTrue(
            refusal.getMessage().startsWith("The device /dev/vdc is in use"), refusal.getMessage());
        assertTrue(refusal.remedy().startsWith("Unmount it"), refusal.remedy());
      } finally {
        run("umount", mounted.toString());
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
}
