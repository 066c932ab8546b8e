package io.wyng.source.file;

import io.wyng.source.file.snapshot.SnapshotMethods;
import io.wyng.spi.durable.DurableFiles;
import io.wyng.spi.source.SourceProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the file system of temporary files. */
class FileSourceContractTest {

  @TempDir Path directory;

  @Nested
  class AsTheFileSystemAllows extends FileSourceFixture {

    @Override
    Path directory() {
      return directory;
    }
  }

  @Nested
  class CopyingInTheBackground extends FileSourceFixture {

    @Override
    Path directory() {
      return directory;
    }

    @Override
    public SourceProvider provider() {
      return new FileSourceProvider(
          DurableFiles.system(), InstantSource.system(), new SnapshotMethods(false, 0));
    }
  }

  @Nested
  class WithoutClones extends FileSourceFixture {

    @Override
    Path directory() {
      return directory;
    }

    @Override
    public SourceProvider provider() {
      return new FileSourceProvider(
          DurableFiles.system(),
          InstantSource.system(),
          new SnapshotMethods(false, Long.MAX_VALUE));
    }
  }
}
