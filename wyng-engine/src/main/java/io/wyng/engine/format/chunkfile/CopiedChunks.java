package io.wyng.engine.format.chunkfile;

import io.wyng.engine.pipeline.EncodedChunk;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Each chunk is a file of its own. */
final class CopiedChunks implements ChunkStorage {

  private final RemoteStore remote;
  private final ArchivePath directory;
  private final Supplier<Upload> upload;
  private long storedBytes;

  /**
   * @param directory of the new session
   * @param upload gives the upload, which is opened when the first chunk comes
   */
  CopiedChunks(RemoteStore remote, ArchivePath directory, Supplier<Upload> upload) {
    this.remote = remote;
    this.directory = directory;
    this.upload = upload;
  }

  @Override
  public void store(EncodedChunk chunk) {
    store(chunk.address(), chunk.bytes());
  }

  void store(long address, ByteBuffer bytes) {
    ArchivePath path = ArchiveLayout.chunk(directory, address);
    storedBytes += bytes.remaining();
    Upload open = upload.get();
    remote.perform("Writing", path, () -> open.put(path, bytes));
  }

  @Override
  public void finish() {}

  @Override
  public long storedBytes() {
    return storedBytes;
  }

  @Override
  public long linkedBytes() {
    return 0;
  }

  @Override
  public void committed(ArchivePath finalDirectory) {}

  @Override
  public void abandoned() {}
}
