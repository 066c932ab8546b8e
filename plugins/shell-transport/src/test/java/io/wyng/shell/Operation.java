package io.wyng.shell;

import static io.wyng.shell.TestFiles.path;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.FileChange;
import java.io.IOException;
import java.util.List;

/** All that can be done with a destination that has files, and a tool that is used for it there. */
enum Operation {
  READ("cat", destination -> destination.read(path("a/x1"), 1000)),
  REPLACE("sync", destination -> destination.replace(path("a/x1"), new byte[100_000])),
  LIST("stat", destination -> destination.list(path("a"))),
  DELETE("rm", destination -> destination.deleteTree(path("a"))),
  RENAME("mv", destination -> destination.rename(path("a"), path("b"))),
  SYNC("sync", Destination::sync),
  DIGESTS("sha256sum", destination -> destination.digests(List.of(path("a/x1")))),
  UPLOAD("tar", destination -> TestFiles.putNumbered(destination, 20)),
  DOWNLOAD("cat", destination -> TestFiles.fetchNumbered(destination, 20)),
  MOVE(
      "mv",
      destination ->
          destination.apply(
              List.<FileChange>of(new FileChange.Move(path("a/x1"), path("b/x1"))).iterator())),
  REMOVE(
      "rm",
      destination ->
          destination.apply(List.<FileChange>of(new FileChange.Delete(path("a/x1"))).iterator()));

  interface Step {
    void on(Destination destination) throws IOException;
  }

  private final String tool;
  private final Step step;

  Operation(String tool, Step step) {
    this.tool = tool;
    this.step = step;
  }

  String tool() {
    return tool;
  }

  void on(Destination destination) throws IOException {
    step.on(destination);
  }
}
