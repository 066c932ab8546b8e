package io.wyng.it.remote;

import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Ways to reach an archive. */
enum FarSide {
  /** An sshd that runs commands. */
  SHELL {
    @Override
    Reached reach(Path directory, Sandbox sandbox) throws IOException {
      return reached(SshServer.start(directory), sandbox);
    }
  },

  /** An sshd that only speaks SFTP. */
  SFTP {
    @Override
    Reached reach(Path directory, Sandbox sandbox) throws IOException {
      return reached(SshServer.start(directory, "ForceCommand internal-sftp"), sandbox);
    }
  },

  /** A stand-in for {@code qvm-run} that runs the command in another network namespace. */
  QUBES {
    @Override
    Reached reach(Path directory, Sandbox sandbox) throws IOException {
      return new Reached(
          new RemoteArchive(sandbox, "qubes://vault/", Map.of("PATH", path(directory, true))),
          () -> {});
    }
  },

  /** The same, which then goes on with this machine's own ssh. */
  QUBES_SSH {
    @Override
    Reached reach(Path directory, Sandbox sandbox) throws IOException {
      SshServer server = SshServer.start(directory);
      Path ssh = directory.resolve("bin/ssh");
      String path = path(directory, false);
      executable(
          ssh,
          """
          #!/bin/sh
          exec /usr/bin/ssh -F none -p %d -i %s/.ssh/id_ed25519 -o UserKnownHostsFile=%s/.ssh/known_hosts "$@"
          """
              .formatted(server.port(), server.home(), server.home()));
      return new Reached(
          new RemoteArchive(sandbox, "qubes-ssh://vault:root@127.0.0.1/", Map.of("PATH", path)),
          server::close);
    }
  };

  /**
   * An archive that can be reached until it is closed.
   *
   * @param archive the archive
   * @param server what is ended with it
   */
  record Reached(RemoteArchive archive, Runnable server) implements AutoCloseable {

    @Override
    public void close() {
      server.run();
    }
  }

  abstract Reached reach(Path directory, Sandbox sandbox) throws IOException;

  private static Reached reached(SshServer server, Sandbox sandbox) {
    return new Reached(RemoteArchive.on(server, sandbox), server::close);
  }

  /** As the real one does, it hands one command line to a shell on the other side. */
  private static String path(Path directory, boolean isolated) throws IOException {
    Path programs = Files.createDirectories(directory.resolve("bin"));
    executable(
        programs.resolve("qvm-run"),
        """
        #!/bin/sh
        while [ "${1#-}" != "$1" ]; do
          [ "$1" = -- ] && { shift; break; }
          shift
        done
        [ "$1" = vault ] || { echo "qvm-run: no such domain: '$1'" >&2; exit 1; }
        [ $# -eq 2 ] || { echo "qvm-run: one command expected" >&2; exit 2; }
        PATH=%s:/usr/sbin:/usr/bin:/sbin:/bin
        exec %s /bin/sh -c "$2"
        """
            .formatted(programs, isolated ? "unshare --net" : ""));
    return programs + ":/usr/sbin:/usr/bin:/sbin:/bin";
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
