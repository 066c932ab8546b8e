package io.wyng.source.file.restore;

import io.wyng.source.file.linux.NativeFile;
import java.io.IOException;
import java.nio.file.Path;

/** A file that is changed in place. */
final class UpdatedFileTarget extends FileTarget {

  private UpdatedFileTarget(Path path, NativeFile file) {
    super(path, file);
  }

  static UpdatedFileTarget open(Path path, long sizeBytes) throws IOException {
    NativeFile file = NativeFile.openForUpdate(path);
    try {
      if (file.sizeBytes() != sizeBytes) {
        file.resize(sizeBytes);
      }
      return new UpdatedFileTarget(path, file);
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void finish() throws IOException {
    try {
      file().force();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void close() throws IOException {
    file().close();
  }

  @Override
  String spaceRemedy() {
    return "Free space there and start the restore again: the file now holds a mixture.";
  }
}
