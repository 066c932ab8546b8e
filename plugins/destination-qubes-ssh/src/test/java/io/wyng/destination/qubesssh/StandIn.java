package io.wyng.destination.qubesssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A stand-in for {@code qvm-run}, whose qube {@code net} is bash in a network namespace of its own,
 * with nothing of our environment. Its ssh is that of this machine, with a configuration that knows
 * two servers: {@code nas}, which is a real sshd that talks through its standard streams, and
 * {@code stranger}, the same with a host key that is not known.
 */
final class StandIn {

  private static final String QVM_RUN =
      """
      #!/bin/bash
      expected='--pass-io --no-gui --no-color-output --no-color-stderr --no-filter-escape-chars'
      if [[ $# != 7 || "${*:1:5}" != "$expected" ]]; then
        echo "qvm-run: error: not with these arguments: $*" >&2
        exit 2
      fi
      if [[ $6 != net ]]; then
        echo "qvm-run: error: no such domain: '$6'" >&2
        exit 2
      fi
      network=(unshare --net)
      if [[ $(id -u) != 0 ]]; then
        network=(unshare --user --map-current-user --net)
      fi
      exec 7<&0
      "${network[@]}" env -i 'PATH=%s:/usr/bin:/bin' /bin/bash \\
        < <(printf '%%s; exit\\n' "$7"; exec cat <&7 2>/dev/null) 7<&-
      """;

  private final Path directory;

  /** The path of a socket must be short. */
  private final Path controlSocket;

  private StandIn(Path directory) throws IOException {
    this.directory = directory;
    Path sockets = Files.createTempDirectory("wyng-ssh");
    sockets.toFile().deleteOnExit();
    this.controlSocket = sockets.resolve("nas");
  }

  /** Opens a connection that all sessions share until it is closed, as many do in their qubes. */
  AutoCloseable sharedConnection(String server) throws IOException {
    ssh("-M", "-N", "-f", server);
    return () -> ssh("-q", "-O", "exit", server);
  }

  private void ssh(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("/usr/bin/ssh", "-F", directory.resolve("ssh_config").toString()));
    command.addAll(List.of(arguments));
    run(command.toArray(String[]::new));
  }

  /** Installs all of it into the build's directory. */
  static StandIn install() throws IOException {
    Path directory = Path.of("target/stand-in").toAbsolutePath();
    Files.createDirectories(directory.resolve("bin"));
    StandIn standIn = new StandIn(directory);
    standIn.makeKeys();
    standIn.configure();
    standIn.script("qvm-run", QVM_RUN.formatted(directory.resolve("bin")));
    standIn.script(
        "bin/ssh", "#!/bin/sh\nexec /usr/bin/ssh -F '%s/ssh_config' \"$@\"\n".formatted(directory));
    return standIn;
  }

  String qvmRun() {
    return directory.resolve("qvm-run").toString();
  }

  private void makeKeys() throws IOException {
    for (String key : new String[] {"host_key", "other_host_key", "user_key", "wrong_key"}) {
      if (Files.notExists(directory.resolve(key))) {
        run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", directory.resolve(key).toString());
      }
    }
    String host = Files.readString(directory.resolve("host_key.pub"));
    String other = Files.readString(directory.resolve("other_host_key.pub"));
    write("known_hosts", "nas " + host + "stranger " + other);
    Files.copy(
        directory.resolve("user_key.pub"),
        directory.resolve("authorized_keys"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private void configure() throws IOException {
    write(
        "sshd_config",
        """
        HostKey %1$s/host_key
        AuthorizedKeysFile %1$s/authorized_keys
        StrictModes no
        PermitRootLogin yes
        UsePAM no
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PidFile none
        SetEnv HOME=%1$s
        """
            .formatted(directory));
    write(
        "ssh_config",
        """
        Host *
          UserKnownHostsFile %1$s/known_hosts
          GlobalKnownHostsFile /dev/null
          IdentitiesOnly yes
          IdentityAgent none
        Host nas stranger locked
          ProxyCommand /usr/sbin/sshd -i -f %1$s/sshd_config
        Host locked
          HostKeyAlias nas
          IdentityFile %1$s/wrong_key
        Host nas stranger
          IdentityFile %1$s/user_key
        Host nas
          ControlPath %2$s
        """
            .formatted(directory, controlSocket));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private void script(String name, String text) throws IOException {
    write(name, text);
    Files.setPosixFilePermissions(
        directory.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.onExit().join().exitValue(), () -> String.join(" ", command));
  }
}
