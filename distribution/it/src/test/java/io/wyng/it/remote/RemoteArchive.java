package io.wyng.it.remote;

import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Sandbox;
import java.nio.file.Path;
import java.util.Map;

/**
 * A sandbox whose destination is reached from afar.
 *
 * @param sandbox the sandbox; its destination directory is what is reached
 * @param url the address of the root directory there
 * @param variables environment of the program
 */
record RemoteArchive(Sandbox sandbox, String url, Map<String, String> variables) {

  /** The archive on a server. */
  static RemoteArchive on(SshServer server, Sandbox sandbox) {
    return through(server.port(), server, sandbox);
  }

  /** The archive on a server that is reached through a port of this machine. */
  static RemoteArchive through(int port, SshServer server, Sandbox sandbox) {
    return new RemoteArchive(
        sandbox,
        "ssh://root@127.0.0.1:" + port + "/",
        Map.of("WYNG_JAVA_OPTS", "-Duser.home=" + server.home()));
  }

  Program program(String... arguments) {
    Program program = sandbox.program(arguments).withVariable("SSH_AUTH_SOCK", "");
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      program = program.withVariable(variable.getKey(), variable.getValue());
    }
    return program;
  }

  Result run(String... arguments) {
    return program(arguments).run();
  }

  /** Runs a command that is expected to fail, and to say nothing but why. */
  Result attempt(String... arguments) {
    return program(arguments).with("-q").run();
  }

  Result initialize(String... options) {
    return program(
            "arch-init",
            "--local=" + sandbox.volumes(),
            "--dest=" + url,
            "--subdir=" + subdirectory())
        .with(options)
        .run();
  }

  String subdirectory() {
    return Path.of("/").relativize(sandbox.destination()).toString();
  }
}
