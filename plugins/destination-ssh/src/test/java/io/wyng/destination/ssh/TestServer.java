package io.wyng.destination.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** A real OpenSSH server on this machine, with host keys and authorized keys of its own. */
final class TestServer implements AutoCloseable {

  private final Path directory;
  private final int port;
  private final Process process;
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());

  private TestServer(Path directory, int port, Process process) {
    this.directory = directory;
    this.port = port;
    this.process = process;
  }

  /** Settings that allow SFTP and nothing else. */
  static final String SFTP_ONLY = "ForceCommand internal-sftp";

  /**
   * Starts a server.
   *
   * @param directory an empty directory for its files
   * @param settings lines of sshd_config in addition
   */
  static TestServer start(Path directory, String... settings) throws IOException {
    Program.requireRoot();
    Files.createDirectories(Path.of("/run/sshd"));
    Files.createDirectories(directory);
    int port = freePort();
    makeHostKey(directory, "ed25519");
    makeHostKey(directory, "ecdsa");
    Path keys = directory.resolve("authorized_keys");
    Files.writeString(keys, "");
    List<String> lines = new ArrayList<>();
    lines.addAll(
        List.of(
            "ListenAddress 127.0.0.1",
            "Port " + port,
            "HostKey " + directory.resolve("host_ed25519"),
            "HostKey " + directory.resolve("host_ecdsa"),
            "AuthorizedKeysFile " + keys,
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PermitRootLogin yes",
            "LogLevel VERBOSE",
            "MaxStartups 100",
            // Not what this machine's user has in their profile: it may be slow, and wait for
            // locks.
            "SetEnv HOME=" + directory,
            "Subsystem sftp internal-sftp"));
    lines.addAll(List.of(settings));
    Path configuration = Files.write(directory.resolve("sshd_config"), lines);
    Process process =
        new ProcessBuilder("/usr/sbin/sshd", "-D", "-e", "-f", configuration.toString())
            .redirectErrorStream(true)
            .start();
    TestServer server = new TestServer(directory, port, process);
    server.awaitListening();
    return server;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void makeHostKey(Path directory, String type) throws IOException {
    Program.run(
        "ssh-keygen",
        "-q",
        "-t",
        type,
        "-N",
        "",
        "-f",
        directory.resolve("host_" + type).toString());
  }

  private void awaitListening() throws IOException {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    String line = reader.readLine();
    while (line != null && !line.contains("Server listening on")) {
      log.add(line);
      line = reader.readLine();
    }
    if (line == null) {
      throw new IOException("sshd did not start: " + log);
    }
    Thread.ofVirtual().start(() -> reader.lines().forEach(log::add));
  }

  int port() {
    return port;
  }

  Path directory() {
    return directory;
  }

  /** Lets the owner of a public key in. */
  void authorize(Path publicKey) throws IOException {
    Files.write(
        directory.resolve("authorized_keys"),
        Files.readAllBytes(publicKey),
        StandardOpenOption.APPEND);
  }

  /** The line of known_hosts for one of its keys, without the host. */
  String hostKey(String type) throws IOException {
    String[] fields = Files.readString(directory.resolve("host_" + type + ".pub")).split(" ");
    return fields[0] + " " + fields[1].strip();
  }

  /** What ssh-keygen says about one of its keys. */
  String fingerprint(String type) throws IOException {
    String file = directory.resolve("host_" + type + ".pub").toString();
    return Program.run("ssh-keygen", "-lf", file).split(" ")[1];
  }

  /** The processes that serve connections, and what they started. */
  List<ProcessHandle> sessions() {
    return process.descendants().toList();
  }

  /** Ends them as a crash of the machine would: nothing is said. */
  void killSessions() {
    sessions().forEach(ProcessHandle::destroyForcibly);
  }

  /** Lets them stand still. */
  void stopSessions() throws IOException {
    List<String> command = new ArrayList<>(List.of("kill", "-STOP"));
    sessions().forEach(session -> command.add(String.valueOf(session.pid())));
    Program.run(command.toArray(String[]::new));
  }

  /** What it has said. */
  String log() {
    synchronized (log) {
      return log.stream().collect(Collectors.joining("\n"));
    }
  }

  @Override
  public void close() {
    killSessions();
    process.destroyForcibly();
    process.onExit().join();
  }
}
