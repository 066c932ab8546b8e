package io.wyng.destination.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system in memory, mounted for a test. */
record TestMount(Path point) implements AutoCloseable {

  static TestMount of(Path point, String options) throws IOException {
    Program.requireRoot();
    Files.createDirectories(point);
    Program.run("mount", "-t", "tmpfs", "-o", options, "none", point.toString());
    return new TestMount(point);
  }

  void makeReadOnly() throws IOException {
    Program.run("mount", "-o", "remount,ro", point.toString());
  }

  @Override
  public void close() throws IOException {
    Program.run("umount", "--lazy", point.toString());
  }
}
