package io.wyng.source.file;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.SourceContract;
import io.wyng.spi.source.SourceProvider;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The source contract over a directory: what a user does to disk image files. */
abstract class FileSourceFixture extends SourceContract {

  /** The directory that is the location; empty when a test starts. */
  abstract Path directory();

  @Override
  public SourceProvider provider() {
    return new FileSourceProvider();
  }

  @Override
  public String location() {
    return directory().toString();
  }

  @Override
  public String missingLocation() {
    return directory().resolve("missing").toString();
  }

  @Override
  public int unitBytes() {
    return 48 << 10;
  }

  @Override
  public void createVolume(VolumeName name, long sizeBytes) throws IOException {
    try (NativeFile file = TestFile.open(file(name))) {
      file.resize(sizeBytes);
    }
  }

  @Override
  public void writeVolume(VolumeName name, long position, byte[] content) throws IOException {
    try (NativeFile file = NativeFile.openForUpdate(file(name))) {
      file.write(position, ByteBuffer.wrap(content));
    }
  }

  @Override
  public void discardVolume(VolumeName name, long position, long length) throws IOException {
    try (NativeFile file = NativeFile.openForUpdate(file(name))) {
      file.zero(position, length);
    }
  }

  @Override
  public void resizeVolume(VolumeName name, long sizeBytes) throws IOException {
    try (NativeFile file = NativeFile.openForUpdate(file(name))) {
      file.resize(sizeBytes);
    }
  }

  @Override
  public byte[] readVolume(VolumeName name) throws IOException {
    return Files.readAllBytes(file(name));
  }

  @Override
  public void renameVolume(VolumeName name, VolumeName newName) throws IOException {
    Files.move(file(name), file(newName));
  }

  @Override
  public void deleteVolume(VolumeName name) throws IOException {
    Files.delete(file(name));
  }

  @Override
  public String targetPath(String name) {
    return directory().resolve("restored-" + name).toString();
  }

  @Override
  public boolean targetsAreFiles() {
    return true;
  }

  private Path file(VolumeName name) {
    return directory().resolve(name.text());
  }
}
