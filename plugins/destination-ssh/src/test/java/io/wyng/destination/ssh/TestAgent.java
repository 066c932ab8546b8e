package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real ssh agent. */
record TestAgent(Path socket, Process process) implements AutoCloseable {

  static TestAgent start(Path socket) throws IOException {
    Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    process.getInputStream().read(); // it has said where it listens
    return new TestAgent(socket, process);
  }

  void add(Path key) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("ssh-add", "-q", key.toString());
    builder.environment().put("SSH_AUTH_SOCK", socket.toString());
    Process adding = builder.inheritIO().start();
    assertEquals(0, adding.onExit().join().exitValue(), "ssh-add");
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    process.onExit().join();
    Files.deleteIfExists(socket);
  }
}
