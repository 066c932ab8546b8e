package io.wyng.it.benchmark;

import io.wyng.it.program.Program;
import io.wyng.it.program.Sandbox;
import io.wyng.it.remote.DelayProxy;
import io.wyng.it.remote.SshServer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Measures archives on an ssh server at distances of 0 to 100 ms, beside {@code tar | ssh tar} with
 * the same files. See {@code benchmark/README.md}.
 */
final class RemoteBenchmark {

  private static final int CHUNK_BYTES = 64 << 10;
  private static final long IMAGE_BYTES = 1L << 30;
  private static final int PRUNED_CHUNKS = 50_000;
  private static final long LINE_BYTES_PER_SECOND = 50_000_000;
  private static final List<Integer> ROUND_TRIPS = List.of(0, 10, 50, 100);
  private static final double MEGA = 1e6;

  private final Path directory;
  private final SshServer server;
  private final DelayProxy line;
  private final String mode;
  private final Map<String, String> variables;

  private int archives;

  private RemoteBenchmark(Path directory, String mode, SshServer server) throws IOException {
    this.directory = Files.createDirectory(directory);
    this.server = server;
    this.line = DelayProxy.to(server.port());
    this.mode = mode;
    this.variables = Map.of("WYNG_JAVA_OPTS", "-Duser.home=" + server.home());
    server.makeKnownAt(line.port());
  }

  /**
   * Runs the benchmark.
   *
   * @param arguments a directory, which must not exist, with 20 GB of space
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = Files.createDirectory(Path.of(arguments[0]).toAbsolutePath());
    try (SshServer shell = SshServer.start(Files.createDirectory(directory.resolve("sshd")));
        SshServer sftp =
            SshServer.start(
                Files.createDirectory(directory.resolve("sshd-sftp")),
                "ForceCommand internal-sftp")) {
      RemoteBenchmark withShell = new RemoteBenchmark(directory.resolve("shell"), "shell", shell);
      RemoteBenchmark withSftp = new RemoteBenchmark(directory.resolve("sftp"), "SFTP", sftp);
      System.out.printf("%-52s %9s %9s%n", "", "s", "stored MB/s");
      withShell.measurePrune(100);
      withSftp.measurePrune(100);
      withShell.compareWithTar(0, 0);
      withShell.measure(0, 0);
      withSftp.measure(0, 0);
      for (int roundTrip : ROUND_TRIPS) {
        withShell.compareWithTar(roundTrip, LINE_BYTES_PER_SECOND);
        withShell.measure(roundTrip, LINE_BYTES_PER_SECOND);
        withSftp.measure(roundTrip, LINE_BYTES_PER_SECOND);
      }
    } finally {
      Program.of("rm", "-rf", directory.toString()).run().succeeded();
    }
  }

  private void become(int roundTripMillis, long bytesPerSecond) {
    line.become(Duration.ofMillis(roundTripMillis), bytesPerSecond);
  }

  private String label(String what, int roundTripMillis, long bytesPerSecond) {
    String limit = bytesPerSecond == 0 ? "" : ", " + bytesPerSecond / 1_000_000 + " MB/s";
    return what + " (" + roundTripMillis + " ms" + limit + ")";
  }

  private void measure(int roundTripMillis, long bytesPerSecond)
      throws IOException, InterruptedException {
    become(0, 0);
    Sandbox sandbox = sandbox();
    SampleImage.create(sandbox.volumes().resolve("disk.img"), IMAGE_BYTES);
    begin(sandbox);
    become(roundTripMillis, bytesPerSecond);
    Measurement send = Measurement.of(program(sandbox, "send"));
    long stored = storedBytes(sandbox);
    print(label(mode + ": full send", roundTripMillis, bytesPerSecond), send, stored);
    Path target = sandbox.root().resolve("restored.img");
    Measurement receive =
        Measurement.of(program(sandbox, "receive", "disk.img", "--save-to=" + target));
    print(label(mode + ": receive", roundTripMillis, bytesPerSecond), receive, stored);
    become(0, 0);
    Files.delete(target);
    removeVolumes(sandbox);
  }

  private void measurePrune(int roundTripMillis) throws IOException, InterruptedException {
    become(0, 0);
    Sandbox sandbox = sandbox();
    Path image = sandbox.volumes().resolve("disk.img");
    writeSmallChunks(image, (byte) 1);
    begin(sandbox);
    program(sandbox, "send").run().succeeded();
    writeSmallChunks(image, (byte) 2);
    program(sandbox, "send").run().succeeded();
    become(roundTripMillis, 0);
    Measurement prune =
        Measurement.of(program(sandbox, "-u", "prune", "disk.img", "--keep-last=1"));
    print(label(mode + ": prune " + PRUNED_CHUNKS + " chunks", roundTripMillis, 0), prune, 0);
    become(0, 0);
  }

  private static void writeSmallChunks(Path image, byte value) throws IOException {
    try (FileChannel channel =
        FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (long i = 0; i < PRUNED_CHUNKS; i++) {
        byte[] bytes = {value, (byte) i, (byte) (i >> 8), (byte) (i >> 16)};
        channel.write(ByteBuffer.wrap(bytes), i * CHUNK_BYTES);
      }
    }
  }

  /** The files that the last send has stored, by tar and OpenSSH over the same line. */
  private void compareWithTar(int roundTripMillis, long bytesPerSecond) throws IOException {
    become(0, 0);
    Sandbox sandbox = sandbox();
    SampleImage.create(sandbox.volumes().resolve("disk.img"), IMAGE_BYTES);
    begin(sandbox);
    program(sandbox, "send").run().succeeded();
    long stored = storedBytes(sandbox);
    Path copy = Files.createDirectory(sandbox.root().resolve("copy"));
    become(roundTripMillis, bytesPerSecond);
    String pipe =
        "tar -C \"$1\" -c . | ssh -F none -p \"$2\" -i \"$3/.ssh/id_ed25519\""
            + " -o UserKnownHostsFile=\"$3/.ssh/known_hosts\" root@127.0.0.1"
            + " \"tar -x -C '$4' && sync -f '$4'\"";
    long start = System.nanoTime();
    Program.of(
            "sh",
            "-c",
            pipe,
            "sh",
            sandbox.remoteTree().toString(),
            "" + line.port(),
            server.home().toString(),
            copy.toString())
        .run()
        .succeeded();
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-52s %9.2f %9.1f%n",
        label("tar | ssh tar", roundTripMillis, bytesPerSecond), seconds, stored / MEGA / seconds);
    become(0, 0);
    removeVolumes(sandbox);
  }

  /**
   * Few and large files. The many small ones stay: some file systems are slow to create files after
   * many were deleted.
   */
  private static void removeVolumes(Sandbox sandbox) {
    Program.of("rm", "-rf", sandbox.volumes().toString()).run().succeeded();
  }

  private Sandbox sandbox() throws IOException {
    archives++;
    return Sandbox.in(Files.createDirectory(directory.resolve("archive-" + archives)));
  }

  private void begin(Sandbox sandbox) {
    program(
            sandbox,
            "arch-init",
            "--local=" + sandbox.volumes(),
            "--dest=ssh://root@127.0.0.1:" + line.port() + "/",
            "--subdir=" + Path.of("/").relativize(sandbox.destination()),
            "--compression=zstd:3")
        .run()
        .succeeded();
    program(sandbox, "add", "disk.img").run().succeeded();
  }

  private Program program(Sandbox sandbox, String... arguments) {
    Program program = sandbox.program(arguments);
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      program = program.withVariable(variable.getKey(), variable.getValue());
    }
    return program;
  }

  private static long storedBytes(Sandbox sandbox) throws IOException {
    try (var files = Files.walk(sandbox.remoteTree())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void print(String what, Measurement run, long bytes) {
    System.out.printf(
        "%-52s %9.2f %9s%n",
        what, run.seconds(), bytes == 0 ? "" : String.format("%.1f", bytes / MEGA / run.seconds()));
  }
}
