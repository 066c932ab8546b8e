package io.wyng.it.benchmark;

import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures the assembled program on an image of 3 GiB and on a sparse one of 1 TiB, and prints a
 * table of medians. See {@code benchmark/README.md}.
 */
final class Benchmark {

  private static final int ROUNDS = 3;
  private static final long IMAGE_BYTES = 3L << 30;
  private static final long HUGE_BYTES = 1L << 40;
  private static final double CHANGED_SHARE = 0.01;
  private static final double MEGA = 1e6;

  private final Path directory;
  private final SampleImage image;
  private final SampleImage.Compression baseline;

  private int archives;

  private Benchmark(Path directory, Optional<Path> original) throws IOException {
    this.directory = directory;
    Path file = Files.createDirectories(directory.resolve("volumes")).resolve("disk.img");
    System.out.println("Making an image ...");
    if (original.isPresent()) {
      Program.of("cp", "--sparse=always", original.get().toString(), file.toString())
          .run()
          .succeeded();
      image = new SampleImage(file, Files.size(file));
    } else {
      image = SampleImage.create(file, IMAGE_BYTES);
    }
    baseline = image.compress(4);
    System.out.printf(
        "%.0f MB, of which %.0f MB data; zlib:4 in one thread makes 1/%.2f of it in %.1f s, %.0f MB/s%n%n",
        image.sizeBytes() / MEGA,
        baseline.dataBytes() / MEGA,
        (double) baseline.dataBytes() / baseline.compressedBytes(),
        baseline.seconds(),
        baseline.dataBytes() / MEGA / baseline.seconds());
  }

  /**
   * Runs the benchmark.
   *
   * @param arguments a directory, which must not exist, with 20 GB of space on the disk to measure,
   *     and, if wanted, an image to measure with
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createDirectory(Path.of(arguments[0]).toAbsolutePath());
    try {
      Benchmark benchmark =
          new Benchmark(directory, Arrays.stream(arguments).skip(1).map(Path::of).findFirst());
      System.out.printf("%-44s %9s %9s %12s %9s%n", "", "s", "MB/s", "transfer s", "peak MB");
      benchmark.measure("zstd:3");
      benchmark.measure("zlib:4");
      benchmark.measureHuge();
    } finally {
      delete(directory);
    }
  }

  private void measure(String compression) throws IOException, InterruptedException {
    List<Measurement> full = new ArrayList<>();
    Sandbox sandbox = null;
    for (int round = 0; round < ROUNDS; round++) {
      sandbox = archive(compression, "disk.img");
      full.add(Measurement.of(sandbox.program("send")));
    }
    print(compression + " full send", full, image.sizeBytes());
    System.out.printf(
        "%-44s %.2f times one thread of zlib:4, of the transfer %.2f times%n",
        "",
        baseline.seconds() / median(full, Measurement::seconds),
        baseline.seconds() / median(full, Measurement::transferSeconds));
    List<Measurement> incremental = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      image.change(CHANGED_SHARE, 100 + round);
      incremental.add(Measurement.of(sandbox.program("send")));
    }
    print(compression + " incremental send, 1 % changed", incremental, 0);
    List<Measurement> verify = new ArrayList<>();
    List<Measurement> receive = new ArrayList<>();
    Path target = directory.resolve("restored.img");
    for (int round = 0; round < ROUNDS; round++) {
      verify.add(Measurement.of(sandbox.program("verify", "disk.img")));
      Files.deleteIfExists(target);
      receive.add(Measurement.of(sandbox.program("receive", "disk.img", "--save-to=" + target)));
    }
    print(compression + " verify", verify, image.sizeBytes());
    print(compression + " receive", receive, image.sizeBytes());
    Files.delete(target);
  }

  private void measureHuge() throws IOException, InterruptedException {
    Path file = directory.resolve("volumes/huge.img");
    SampleImage huge = SampleImage.create(file, 64 << 20);
    Program.of("truncate", "--size=" + HUGE_BYTES, file.toString()).run().succeeded();
    Sandbox sandbox = archive("zstd:3", "huge.img");
    print("sparse 1 TiB, full send", List.of(Measurement.of(sandbox.program("send"))), 0);
    huge.change(CHANGED_SHARE, 7);
    print("sparse 1 TiB, incremental", List.of(Measurement.of(sandbox.program("send"))), 0);
    print(
        "sparse 1 TiB, verify", List.of(Measurement.of(sandbox.program("verify", "huge.img"))), 0);
  }

  /**
   * A new archive. The one before is only moved away, for ext4 without a journal is slow for
   * minutes after many files were deleted.
   */
  private Sandbox archive(String compression, String volume) throws IOException {
    Sandbox sandbox = new Sandbox(directory, Wyng.assembled());
    if (archives > 0) {
      Files.move(sandbox.destination(), directory.resolve("destination-" + archives));
      Files.move(sandbox.metadata(), directory.resolve("metadata-" + archives));
      delete(sandbox.volumes().resolve(".wyng-snapshots"));
    }
    archives++;
    Files.createDirectories(sandbox.destination());
    sandbox.initialize("--compression=" + compression).succeeded();
    sandbox.run("add", volume).succeeded();
    return sandbox;
  }

  private static void print(String what, List<Measurement> runs, long bytes) {
    double seconds = median(runs, Measurement::seconds);
    System.out.printf(
        "%-44s %9.2f %9s %12.2f %9.0f%n",
        what,
        seconds,
        bytes == 0 ? "" : String.format("%.0f", bytes / MEGA / seconds),
        median(runs, Measurement::transferSeconds),
        runs.stream().mapToLong(Measurement::peakBytes).max().orElse(0) / MEGA);
  }

  private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> value) {
    return runs.stream().mapToDouble(value).sorted().skip(runs.size() / 2).findFirst().orElse(0);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
