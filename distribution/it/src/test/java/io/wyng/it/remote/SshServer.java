package io.wyng.it.remote;

import io.wyng.it.program.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A real sshd on a port of this machine, with keys of its own, that lets in a user whose home is a
 * directory of the test. Needs root.
 */
public final class SshServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration STEP = Duration.ofMillis(20);

  private final Path directory;
  private final int port;
  private final Process process;

  private SshServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param directory where its files go; must exist
   * @param settings further lines of {@code sshd_config}
   */
  public static SshServer start(Path directory, String... settings) throws IOException {
    int port = freePort();
    Files.createDirectories(Path.of("/run/sshd"));
    Path client = Files.createDirectories(directory.resolve("home/.ssh"));
    key(directory.resolve("host_key"));
    key(client.resolve("id_ed25519"));
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + directory.resolve("host_key"),
                "AuthorizedKeysFile " + client.resolve("id_ed25519.pub"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                // Not what this machine's user has in their profile: it may wait for locks.
                "SetEnv HOME=" + directory.resolve("home"),
                "Subsystem sftp internal-sftp"));
    lines.addAll(List.of(settings));
    Path config = Files.write(directory.resolve("sshd_config"), lines);
    Process process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", config.toString())
            .redirectError(directory.resolve("sshd.log").toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    SshServer server = new SshServer(directory, port, process);
    server.makeKnownAt(port);
    server.awaitReady();
    return server;
  }

  /** Lets the user know it at a port of this machine, through which it is reached. */
  public void makeKnownAt(int otherPort) throws IOException {
    String hostKey = Files.readString(directory.resolve("host_key.pub"));
    Files.writeString(
        home().resolve(".ssh/known_hosts"), "[127.0.0.1]:" + otherPort + " " + hostKey);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void key(Path file) {
    Program.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
        .run()
        .succeeded();
  }

  private void awaitReady() throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("sshd: " + Files.readString(directory.resolve("sshd.log")), e);
        }
        pause();
      }
    }
  }

  static void pause() {
    try {
      Thread.sleep(STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }

  /** The port that it listens at. */
  public int port() {
    return port;
  }

  /** The home directory of a user whom it lets in, and who knows it. */
  public Path home() {
    return directory.resolve("home");
  }

  /** The address of a directory there. */
  public String url(String path) {
    return "ssh://root@127.0.0.1:" + port + path;
  }

  /** Ends everything that was begun by clients, but goes on listening. */
  public void dropConnections() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** Lets everything that was begun by clients stand still, but what ends at this moment. */
  public void stopConnections() {
    List<String> words = new ArrayList<>(List.of("kill", "-STOP"));
    process.descendants().forEach(session -> words.add(String.valueOf(session.pid())));
    Program.of(words.toArray(String[]::new)).run();
  }

  /** Whether a client is connected. */
  public boolean isInUse() {
    return process.descendants().findAny().isPresent();
  }

  @Override
  public void close() {
    dropConnections();
    process.destroy();
    process.onExit().join();
  }
}
