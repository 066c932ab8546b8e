package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.format.SessionDigests;
import io.wyng.engine.manifest.FullView;
import io.wyng.engine.manifest.ManifestEntry;
import org.jspecify.annotations.Nullable;

/** Looks digests up in the manifests of a session. */
final class ChunkFileDigests implements SessionDigests {

  private final FullView view;
  private @Nullable ManifestEntry entry;

  /**
   * @param view what the volume held, closed with this object
   */
  ChunkFileDigests(FullView view) {
    this.view = view;
    this.entry = view.next();
  }

  @Override
  public boolean holds(long address, ChunkDigest digest) {
    while (entry != null && entry.address() < address) {
      entry = view.next();
    }
    return entry != null && entry.address() == address && entry.digest().equals(digest);
  }

  @Override
  public void close() {
    view.close();
  }
}
