package io.wyng.source.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.spi.source.BlockReader;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

/**
 * What the suites do with the disks of a throw-away virtual machine, in which they run as root:
 * {@code /dev/vda} and {@code /dev/vdb} of 400 MiB or more, {@code /dev/vdc} of 16 MiB, {@code
 * /dev/vdd} of 32 MiB. Their content is destroyed.
 */
final class Disks {

  private Disks() {}

  static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + output);
  }

  static Path mount(String device, String... options) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("mounted");
    Stream<String> command =
        Stream.of(Stream.of("mount"), Stream.of(options), Stream.of(device, directory.toString()))
            .flatMap(words -> words);
    run(command.toArray(String[]::new));
    return directory;
  }

  static void unmount(Path directory) throws IOException, InterruptedException {
    run("umount", directory.toString());
  }

  static byte[] randomBytes(long seed, int length) {
    byte[] bytes = new byte[length];
    RandomGeneratorFactory.of("L64X128MixRandom").create(seed).nextBytes(bytes);
    return bytes;
  }

  static void write(Path file, long position, byte[] bytes) throws IOException {
    try (NativeFile opened = TestFile.open(file)) {
      opened.write(position, ByteBuffer.wrap(bytes));
      opened.force();
    }
  }

  static byte[] content(Source source, Snapshot snapshot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) snapshot.sizeBytes());
    try (BlockReader reader = source.openReader(snapshot)) {
      reader.read(0, bytes);
    }
    return bytes.array();
  }
}
