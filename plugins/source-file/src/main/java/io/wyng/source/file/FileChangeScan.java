package io.wyng.source.file;

import io.wyng.source.file.image.Image;
import io.wyng.source.file.image.Images;
import io.wyng.source.file.snapshot.SnapshotStore;
import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.RangeConsumer;
import io.wyng.spi.source.Snapshot;
import java.io.IOException;

/** Tells changes by an overlay's index or by comparison, and data by the holes of the files. */
final class FileChangeScan implements ChangeScan {

  private final SnapshotStore snapshots;

  FileChangeScan(SnapshotStore snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public void changed(Snapshot baseline, Snapshot current, RangeConsumer ranges)
      throws IOException {
    snapshots.reportChanges(baseline, current, ranges);
  }

  @Override
  public void allocated(Snapshot snapshot, RangeConsumer ranges) throws IOException {
    try (Image image = snapshots.open(snapshot)) {
      Images.reportData(image, ranges);
    }
  }

  @Override
  public void close() {
    // Nothing was reserved.
  }
}
