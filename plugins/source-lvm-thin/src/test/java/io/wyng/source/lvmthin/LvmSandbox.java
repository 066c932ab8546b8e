package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.spi.VolumeName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * A volume group on the first disk of the virtual machine, with pools of several kinds, and what a
 * user of the host may do in it. Made once in a machine; each test leaves it without volumes. Each
 * pool has had a volume: before its first one, a pool looks different to device-mapper.
 */
final class LvmSandbox {

  /** The name has a dash, which device-mapper doubles. */
  static final String GROUP = "vm-1";

  /** A pool of usual make, with a dash in its name. */
  static final String POOL = "pool-64k";

  static final String LARGE_CHUNK_POOL = "pool.512k";

  /** A pool that does not zero its blocks, all of which are full of old data. */
  static final String DIRTY_POOL = "dirty";

  /** The same with an older way: discards change nothing in it. */
  static final String IGNORING_POOL = "ignoring";

  /** A pool that fails at once when it is full. */
  static final String TINY_POOL = "tiny";

  static final int EXTENT_BYTES = 128 << 10;

  private static final Path DISK = Path.of("/dev/vda");
  private static boolean made;

  private LvmSandbox() {}

  static synchronized void make() throws IOException {
    if (made) {
      return;
    }
    assertEquals("1", System.getenv("THINVM"), "These tests make volumes on " + DISK);
    run("pvcreate", "-q", DISK.toString());
    run("vgcreate", "-q", "-s", EXTENT_BYTES + "b", GROUP, DISK.toString());
    run("lvcreate", "-q", "-L", "256m", "-c", "64k", "-T", GROUP + "/" + POOL);
    run("lvcreate", "-q", "-L", "256m", "-c", "512k", "-T", GROUP + "/" + LARGE_CHUNK_POOL);
    run("lvcreate", "-q", "-L", "12m", "-c", "512k", "-Zn", "-T", GROUP + "/" + DIRTY_POOL);
    run(
        "lvcreate",
        "-q",
        "-L",
        "12m",
        "-c",
        "512k",
        "-Zn",
        "--discards",
        "ignore",
        "-T",
        GROUP + "/" + IGNORING_POOL);
    run(
        "lvcreate",
        "-q",
        "-L",
        "8m",
        "-c",
        "64k",
        "--errorwhenfull",
        "y",
        "-T",
        GROUP + "/" + TINY_POOL);
    for (String pool : List.of(POOL, LARGE_CHUNK_POOL, TINY_POOL)) {
      createThin(pool, "first", EXTENT_BYTES);
      remove("first");
    }
    for (String pool : List.of(DIRTY_POOL, IGNORING_POOL)) {
      createThin(pool, "filler", 12 << 20);
      write("filler", 0, randomBytes(99, 12 << 20));
      run("lvremove", "-q", "-f", "-y", GROUP + "/filler");
    }
    made = true;
  }

  /** Removes all but the pools, whoever made it. */
  static void clear() throws IOException {
    List<String> volumes = new ArrayList<>();
    for (String name : listed("lv_name", "lv_role!=private")) {
      volumes.add(GROUP + "/" + name);
    }
    if (!volumes.isEmpty()) {
      List<String> command = new ArrayList<>(List.of("lvremove", "-q", "-f", "-y"));
      command.addAll(volumes);
      run(command.toArray(String[]::new));
    }
  }

  /** One field of all volumes that fit a selection of LVM. */
  static List<String> listed(String field, String selection) throws IOException {
    return run("lvs", "--noheadings", "-o", field, "-S", selection, GROUP)
        .lines()
        .map(String::strip)
        .toList();
  }

  static String location(String pool) {
    return GROUP + "/" + pool;
  }

  static Path device(String volume) {
    return Path.of("/dev", GROUP, volume);
  }

  static void createThin(String pool, String volume, long sizeBytes) throws IOException {
    run("lvcreate", "-q", "-y", "-V", sizeBytes + "b", "-n", volume, "-T", location(pool));
  }

  static void resize(String volume, long sizeBytes) throws IOException {
    if (channelSize(volume) != sizeBytes) {
      run("lvresize", "-q", "-f", "-y", "-L", sizeBytes + "b", GROUP + "/" + volume);
    }
  }

  static long channelSize(String volume) throws IOException {
    try (FileChannel channel = FileChannel.open(device(volume))) {
      return channel.size();
    }
  }

  static void rename(String volume, String newName) throws IOException {
    run("lvrename", "-q", "-y", GROUP, volume, newName);
  }

  static void remove(String volume) throws IOException {
    run("lvremove", "-q", "-f", "-y", GROUP + "/" + volume);
  }

  static void write(String volume, long position, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(device(volume), StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes, position + bytes.position());
      }
      channel.force(true);
    }
  }

  static void discard(String volume, long position, long length) throws IOException {
    run("blkdiscard", "-o", "" + position, "-l", "" + length, device(volume).toString());
  }

  static byte[] read(String volume) throws IOException {
    try (InputStream content = Files.newInputStream(device(volume))) {
      return content.readAllBytes();
    }
  }

  static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    random(seed).nextBytes(bytes);
    return bytes;
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  static VolumeName name(String text) {
    return VolumeName.parse(text);
  }

  /** Runs a program that must succeed, and returns what it wrote. */
  static String run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
      return output;
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
