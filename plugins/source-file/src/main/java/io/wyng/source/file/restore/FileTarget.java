package io.wyng.source.file.restore;

import io.wyng.source.file.linux.FailureReason;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A restore target that is a file, whether under its own name or another. */
abstract class FileTarget implements RestoreTarget {

  private final Path path;
  private final NativeFile file;

  FileTarget(Path path, NativeFile file) {
    this.path = path;
    this.file = file;
  }

  final Path path() {
    return path;
  }

  final NativeFile file() {
    return file;
  }

  @Override
  public void write(long position, ByteBuffer data) throws IOException {
    try {
      file.write(position, data);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public void zero(long position, long length) throws IOException {
    try {
      file.zero(position, length);
    } catch (IOException e) {
      throw explained(e);
    }
  }

  @Override
  public final void read(long position, ByteBuffer target) throws IOException {
    file.readFully(position, target);
  }

  final IOException explained(IOException cause) {
    return FailureReason.isLackOfSpace(cause)
        ? new ProviderException("No space is left for " + path, spaceRemedy(), cause)
        : new ProviderException(
            "Writing " + path + " failed: " + FailureReason.of(cause),
            "Check the disk and the system's log, or restore to another place.",
            cause);
  }

  abstract String spaceRemedy();
}
