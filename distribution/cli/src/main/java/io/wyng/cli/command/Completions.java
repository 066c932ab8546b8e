package io.wyng.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/** Writes the completions for bash; run when the image is assembled. */
final class Completions {

  private Completions() {}

  /**
   * Writes a script for bash to source.
   *
   * @param arguments the file to write
   * @throws IOException when it cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), AutoComplete.bash("wyng", Program.model()));
  }
}
