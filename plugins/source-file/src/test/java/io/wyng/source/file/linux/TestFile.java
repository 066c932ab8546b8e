package io.wyng.source.file.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a test makes or changes. */
public final class TestFile {

  private TestFile() {}

  /** Opens a file for reading and writing, and creates it when it is not there. */
  public static NativeFile open(Path path) throws IOException {
    return Files.exists(path) ? NativeFile.openForUpdate(path) : NativeFile.create(path);
  }
}
