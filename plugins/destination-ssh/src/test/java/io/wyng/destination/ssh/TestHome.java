package io.wyng.destination.ssh;

import io.wyng.destination.ssh.settings.Limits;
import io.wyng.destination.ssh.settings.LocalSide;
import io.wyng.destination.ssh.settings.Options;
import io.wyng.spi.Operator;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Somebody's home directory, with keys and known hosts. */
record TestHome(Path directory, LocalSide local) {

  /** Nobody can be asked. */
  private record Nobody(boolean acceptsNewHostKeys) implements Operator {

    @Override
    public boolean isPresent() {
      return false;
    }

    @Override
    public Optional<char[]> secret(String question) {
      throw new AssertionError("asked although nobody is there: " + question);
    }

    @Override
    public Optional<String> text(String question) {
      throw new AssertionError("asked although nobody is there: " + question);
    }
  }

  /** A home without keys. */
  static TestHome in(Path directory) throws IOException {
    Files.createDirectories(directory.resolve(".ssh"));
    Files.createDirectories(directory.resolve("etc"));
    return new TestHome(
        directory,
        new LocalSide(
            directory,
            directory.resolve("etc"),
            "root",
            Optional.empty(),
            new Nobody(false),
            Options.USUAL));
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
    return with(Optional.of(socket), local.operator(), local.options());
  }

  TestHome withOperator(Operator operator) {
    return with(local.agentSocket(), operator, local.options());
  }

  TestHome withLimits(Limits limits) {
    return withOptions(local.options().withLimits(limits));
  }

  TestHome withOptions(Options options) {
    return with(local.agentSocket(), local.operator(), options);
  }

  TestHome acceptingNewHostKeys() {
    return withOperator(new Nobody(true));
  }

  private TestHome with(Optional<Path> agent, Operator operator, Options options) {
    return new TestHome(
        directory,
        new LocalSide(
            local.home(), local.systemDirectory(), local.userName(), agent, operator, options));
  }

  Destination open(String url, String root) throws IOException {
    return new SshDestinationProvider(() -> local)
        .open(DestinationAddress.parse(url), ArchivePath.of(root));
  }
}
