package io.wyng.it.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An installed copy of the program.
 *
 * @param home the directory in which it is installed
 */
public record Wyng(Path home) {

  /** The image that the build has assembled. */
  public static Wyng assembled() {
    return new Wyng(Workplace.image());
  }

  /** The command line of a run. */
  public Program program(String... arguments) {
    return Program.of(home.resolve("bin/wyng").toString()).with(arguments);
  }

  /** Runs it to its end. */
  public Result run(String... arguments) {
    return program(arguments).run();
  }

  /** The directory of its plugins. */
  public Path plugins() {
    return home.resolve("plugins");
  }

  /**
   * Another installation, which shares all with this one except the plugins, of which it has none.
   */
  public Wyng withoutPlugins(Path directory) throws IOException {
    Files.createDirectories(directory.resolve("bin"));
    Files.createDirectories(directory.resolve("plugins"));
    Files.copy(home.resolve("bin/wyng"), directory.resolve("bin/wyng"));
    if (!directory.resolve("bin/wyng").toFile().setExecutable(true)) {
      throw new IOException("Cannot make the copy of the program executable");
    }
    Files.createSymbolicLink(directory.resolve("runtime"), home.resolve("runtime"));
    Files.createSymbolicLink(directory.resolve("lib"), home.resolve("lib"));
    return new Wyng(directory);
  }

  /**
   * Another installation, which shares all with this one except the plugins; it has copies of them.
   */
  public Wyng withCopiedPlugins(Path directory) throws IOException {
    Wyng copy = withoutPlugins(directory);
    Files.delete(copy.plugins());
    Program.of("cp", "-a", plugins().toString(), copy.plugins().toString()).run().succeeded();
    return copy;
  }
}
