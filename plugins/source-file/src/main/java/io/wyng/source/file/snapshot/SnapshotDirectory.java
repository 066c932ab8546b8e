package io.wyng.source.file.snapshot;

import io.wyng.source.file.image.Folding;
import io.wyng.source.file.image.Image;
import io.wyng.source.file.image.OverlayImage;
import io.wyng.source.file.image.PlainImage;
import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.snapshot.SnapshotFile.Role;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The snapshots of one volume for one archive: the files of one directory, and the steps from one
 * {@linkplain SnapshotState state} to the next.
 *
 * <p>Each change becomes true with one rename, and can be broken off anywhere: questions are
 * answered rightly in every state, and {@link #tidy}, with which every change begins, finishes what
 * was left.
 */
final class SnapshotDirectory {

  private final Path path;
  private final DurableFiles files;

  SnapshotDirectory(Path path, DurableFiles files) {
    this.path = path;
    this.files = files;
  }

  Path path(SnapshotFile file) {
    return path.resolve(file.name());
  }

  SnapshotState state() throws IOException {
    List<SnapshotFile> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        SnapshotFile.parse(entry.getFileName().toString()).ifPresent(found::add);
      }
    } catch (NoSuchFileException e) {
      return new SnapshotState(List.of());
    }
    return new SnapshotState(found);
  }

  Image open(SnapshotFile file) throws IOException {
    if (!file.role().isOverlay()) {
      return new PlainImage(NativeFile.openForReading(path(file)));
    }
    return openOverlay(file);
  }

  OverlayImage openOverlay(SnapshotFile file) throws IOException {
    NativeFile base = NativeFile.openForReading(path(SnapshotState.baseOf(file)));
    NativeFile overlay = null;
    try {
      overlay = NativeFile.openForReading(path(file));
      return new OverlayImage(new PlainImage(base), overlay);
    } catch (IOException e) {
      base.close();
      if (overlay != null) {
        overlay.close();
      }
      throw e;
    }
  }

  /** Finishes or removes whatever an interrupted change left. */
  void tidy() throws IOException {
    Optional<SnapshotFile> folding = state().folding();
    if (folding.isPresent()) {
      fold(folding.get());
    }
    for (SnapshotFile leftover : state().leftovers()) {
      files.delete(path(leftover));
    }
  }

  /** Makes a complete partial file durable and turns it into a snapshot. */
  void publish(SnapshotFile partial, SnapshotFile snapshot) throws IOException {
    files.force(path(partial));
    rename(partial, snapshot);
  }

  void discard(SnapshotFile partial) throws IOException {
    files.delete(path(partial));
  }

  void promote(SnapshotFile current) throws IOException {
    if (current.role() == Role.OVERLAY) {
      beginFolding(current, Role.FOLDING_BASELINE);
      return;
    }
    Optional<SnapshotFile> former = state().baseline();
    if (former.isPresent()) {
      delete(former.get());
    }
    rename(current, current.inRole(Role.BASELINE));
  }

  /** Moves a baseline to another directory, in place of the baseline there. */
  void moveBaseline(SnapshotFile baseline, SnapshotDirectory target) throws IOException {
    Optional<SnapshotFile> replaced = target.state().baseline();
    if (replaced.isPresent()) {
      target.remove(replaced.get());
    }
    files.rename(path(baseline), target.path(baseline));
    files.force(target.path);
    files.force(path);
  }

  /** Removes a snapshot; what is an overlay on it becomes a whole image first. */
  void remove(SnapshotFile file) throws IOException {
    Optional<SnapshotFile> overlay =
        state().current().filter(current -> current.base().equals(Optional.of(file.identity())));
    if (overlay.isPresent()) {
      beginFolding(overlay.get(), Role.FOLDING_CURRENT);
    } else {
      delete(file);
    }
  }

  /**
   * Folds an overlay into its base. With the first rename, which is durable before the base is
   * touched, the base stops being a snapshot; so nobody ever takes a mixture for one.
   */
  private void beginFolding(SnapshotFile overlay, Role role) throws IOException {
    SnapshotFile folding = overlay.inRole(role);
    rename(overlay, folding);
    fold(folding);
  }

  private void fold(SnapshotFile folding) throws IOException {
    SnapshotFile base = SnapshotState.baseOf(folding);
    try (NativeFile overlayFile = NativeFile.openForReading(path(folding));
        NativeFile baseFile = NativeFile.openForUpdate(path(base))) {
      Folding.fold(overlayFile, baseFile);
    }
    files.force(path(base));
    Role role = folding.role() == Role.FOLDING_BASELINE ? Role.BASELINE : Role.CURRENT;
    rename(base, SnapshotFile.image(folding.identity(), role));
    delete(folding);
  }

  private void rename(SnapshotFile from, SnapshotFile to) throws IOException {
    files.rename(path(from), path(to));
    files.force(path);
  }

  private void delete(SnapshotFile file) throws IOException {
    files.delete(path(file));
    files.force(path);
  }
}
