package io.wyng.source.lvmthin;

import io.wyng.spi.VolumeName;
import io.wyng.spi.contract.SourceContract;
import io.wyng.spi.source.SourceProvider;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract of sources, kept by the volumes of a real thin pool. */
abstract class LvmThinContract extends SourceContract {

  private final String pool;

  LvmThinContract(String pool) {
    this.pool = pool;
  }

  @BeforeAll
  static void makeSandbox() throws IOException {
    LvmSandbox.make();
  }

  @AfterEach
  void clearSandbox() throws IOException {
    LvmSandbox.clear();
  }

  @Override
  public SourceProvider provider() {
    return new LvmThinProvider();
  }

  @Override
  public String location() {
    return LvmSandbox.location(pool);
  }

  @Override
  public boolean tellsFill() {
    return true;
  }

  @Override
  public String missingLocation() {
    return LvmSandbox.location("nothing");
  }

  @Override
  public int unitBytes() {
    return 512 << 10;
  }

  @Override
  public void createVolume(VolumeName name, long sizeBytes) throws IOException {
    LvmSandbox.createThin(pool, name.text(), sizeBytes);
  }

  @Override
  public void writeVolume(VolumeName name, long position, byte[] content) throws IOException {
    LvmSandbox.write(name.text(), position, content);
  }

  @Override
  public void discardVolume(VolumeName name, long position, long length) throws IOException {
    LvmSandbox.discard(name.text(), position, length);
  }

  @Override
  public void resizeVolume(VolumeName name, long sizeBytes) throws IOException {
    LvmSandbox.resize(name.text(), sizeBytes);
  }

  @Override
  public byte[] readVolume(VolumeName name) throws IOException {
    return LvmSandbox.read(name.text());
  }

  @Override
  public void renameVolume(VolumeName name, VolumeName newName) throws IOException {
    LvmSandbox.rename(name.text(), newName.text());
  }

  @Override
  public void deleteVolume(VolumeName name) throws IOException {
    LvmSandbox.remove(name.text());
  }

  @Override
  public String targetPath(String name) {
    return LvmSandbox.device("target." + name).toString();
  }

  @Override
  public boolean keepsArchivesApart() {
    return false;
  }
}
