package io.wyng.destination.ssh;

import io.wyng.destination.ssh.settings.Limits;
import io.wyng.destination.ssh.settings.LocalSide;
import io.wyng.destination.ssh.settings.Terminal;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody's home directory, with keys and known hosts. */
record TestHome(Path directory, LocalSide local) {

  private static final Limits PATIENT =
      new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofMinutes(10));

  /** Nobody can be asked. */
  static final Terminal NOBODY =
      new Terminal() {
        @Override
        public boolean isThere() {
          return false;
        }

        @Override
        public char @Nullable [] secret(String prompt) {
          throw new AssertionError("asked although nobody is there: " + prompt);
        }

        @Override
        public @Nullable String text(String prompt) {
          throw new AssertionError("asked although nobody is there: " + prompt);
        }
      };

  /** A home without keys. */
  static TestHome in(Path directory) throws IOException {
    Files.createDirectories(directory.resolve(".ssh"));
    Files.createDirectories(directory.resolve("etc"));
    return new TestHome(
        directory,
        new LocalSide(
            directory, directory.resolve("etc"), "root", Optional.empty(), NOBODY, PATIENT, false));
  }

  /** A home whose owner may log in at a server, and knows it. */
  static TestHome knowing(TestServer server, Path directory) throws IOException {
    TestHome home = in(directory);
    home.makeKey("id_ed25519", "");
    server.authorize(home.ssh("id_ed25519.pub"));
    home.know("[127.0.0.1]:" + server.port(), server.hostKey("ed25519"));
    return home;
  }

  Path ssh(String name) {
    return directory.resolve(".ssh").resolve(name);
  }

  /** Makes a key; {@code id_TYPE} is of that type, anything else is ed25519. */
  void makeKey(String name, String passphrase) throws IOException {
    String type = name.startsWith("id_") ? name.substring(3) : "ed25519";
    Program.run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-f", ssh(name).toString());
  }

  void know(String name, String key) throws IOException {
    append("known_hosts", name + " " + key + "\n");
  }

  void configure(String lines) throws IOException {
    append("config", lines);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(ssh(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  String knownHosts() throws IOException {
    return Files.readString(ssh("known_hosts"));
  }

  TestHome withAgent(Path socket) {
    return with(Optional.of(socket), local.terminal(), local.limits(), local.acceptNewHostKeys());
  }

  TestHome withTerminal(Terminal terminal) {
    return with(local.agentSocket(), terminal, local.limits(), local.acceptNewHostKeys());
  }

  TestHome withLimits(Limits limits) {
    return with(local.agentSocket(), local.terminal(), limits, local.acceptNewHostKeys());
  }

  TestHome acceptingNewHostKeys() {
    return with(local.agentSocket(), local.terminal(), local.limits(), true);
  }

  private TestHome with(Optional<Path> agent, Terminal terminal, Limits limits, boolean accept) {
    return new TestHome(
        directory,
        new LocalSide(
            local.home(),
            local.systemDirectory(),
            local.userName(),
            agent,
            terminal,
            limits,
            accept));
  }

  Destination open(String url, String root) throws IOException {
    return new SshDestinationProvider(() -> local)
        .open(DestinationAddress.parse(url), ArchivePath.of(root));
  }
}
