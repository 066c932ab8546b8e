package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.event.Event;
import io.wyng.engine.event.EventListener;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.durable.DurableFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finishes or undoes sends that broke off.
 *
 * <p>A session becomes true when the destination's {@code volinfo} is replaced by the one that
 * names it. What we find here tells on which side of that instant the send ended: our prepared
 * {@code volinfo-tmp} is, byte for byte, the destination's {@code volinfo} just when the session is
 * true (archive format 1, chapter 7, "crash between steps 4.4.6 and 4.4.7"). Then our side is
 * finished; else every trace of the session is removed. Each step leaves a state from which the
 * whole can be repeated.
 */
final class InterruptedSends {

  /**
   * What a send left behind for a volume: the names of temporary files, and the session that was
   * prepared.
   */
  private record Leftover(VolumeName volume, List<String> names, @Nullable SessionName prepared) {}

  private final LocalStore local;
  private final LocalMetadata metadata;

  InterruptedSends(LocalStore local) {
    this.local = local;
    this.metadata = new LocalMetadata(local);
  }

  boolean found() {
    return !leftovers().isEmpty();
  }

  /** Whether a send of the volume broke off; what is only half written elsewhere does not count. */
  boolean found(VolumeName volume) {
    return leftover(volume)
        .filter(left ->
            local.exists(ArchiveLayout.newVolumeInfo(volume))
                || left.names.stream().anyMatch(name -> name.startsWith("S_")))
        .isPresent();
  }

  private List<Leftover> leftovers() {
    List<Leftover> leftovers = new ArrayList<>();
    for (String name : local.list(ArchiveLayout.TREE)) {
      if (VolumeName.isValid(name)) {
        leftover(VolumeName.parse(name)).ifPresent(leftovers::add);
      }
    }
    return leftovers;
  }

  private Optional<Leftover> leftover(VolumeName volume) {
    List<String> names =
        local.list(ArchiveLayout.volume(volume)).stream()
            .filter(InterruptedSends::isTemporary)
            .toList();
    boolean prepared = local.exists(ArchiveLayout.newVolumeInfo(volume));
    if (names.isEmpty() && !prepared) {
      return Optional.empty();
    }
    return Optional.of(
        new Leftover(
            volume,
            names,
            metadata
                .volumeInfo(volume, ArchiveLayout.newVolumeInfo(volume))
                .map(VolumeInfoFile::last)
                .orElse(null)));
  }

  private static boolean isTemporary(String name) {
    return (name.startsWith("S_") && name.endsWith(ArchiveLayout.TEMPORARY))
        || name.endsWith(DurableFiles.REPLACEMENT_SUFFIX);
  }

  void finishOrUndo(RemoteStore remote, EventListener events) {
    MetadataComparison comparison = new MetadataComparison(local, remote);
    for (Leftover leftover : leftovers()) {
      VolumeName volume = leftover.volume;
      SessionName session = leftover.prepared;
      if (session != null
          && comparison.isSame(
              ArchiveLayout.newVolumeInfo(volume), ArchiveLayout.volumeInfo(volume))) {
        finish(volume, session);
        events.on(
            new Event.Notice(
                "Finished session " + session + " of volume " + volume + ", which broke off"));
      } else {
        undo(leftover, remote);
        events.on(new Event.Notice("Removed an unfinished session of volume " + volume));
      }
    }
  }

  private void finish(VolumeName volume, SessionName session) {
    if (local.exists(ArchiveLayout.newSession(volume, session))) {
      local.rename(
          ArchiveLayout.newSession(volume, session), ArchiveLayout.session(volume, session));
    }
    local.rename(ArchiveLayout.newVolumeInfo(volume), ArchiveLayout.volumeInfo(volume));
    removeTemporaryFiles(volume);
  }

  private void removeTemporaryFiles(VolumeName volume) {
    leftover(volume)
        .ifPresent(left ->
            left.names.forEach(
                name -> local.deleteTree(ArchiveLayout.volume(volume).resolve(name))));
  }

  /** The destination first: as long as our traces are there, the work is found again. */
  private void undo(Leftover leftover, RemoteStore remote) {
    VolumeName volume = leftover.volume;
    List<ArchivePath> paths = new ArrayList<>();
    for (String name : leftover.names) {
      paths.add(ArchiveLayout.volume(volume).resolve(name));
      paths.addAll(finalNames(volume, name));
    }
    if (leftover.prepared != null) {
      paths.addAll(unlessTrue(volume, leftover.prepared));
    }
    paths.add(ArchiveLayout.newVolumeInfo(volume));
    paths.forEach(remote::deleteTree);
    remote.sync();
    paths.forEach(local::deleteTree);
  }

  private List<ArchivePath> finalNames(VolumeName volume, String temporary) {
    String name = temporary.replaceFirst(ArchiveLayout.TEMPORARY + "$", "");
    try {
      return unlessTrue(volume, SessionName.parse(name));
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /**
   * The directory of a session that is not in the volume's list: renamed already, but never true.
   */
  private List<ArchivePath> unlessTrue(VolumeName volume, SessionName session) {
    boolean isTrue =
        local.exists(ArchiveLayout.session(volume, session))
            && metadata.volumeInfo(volume).map(info -> lists(volume, info, session)).orElse(false);
    return isTrue ? List.of() : List.of(ArchiveLayout.session(volume, session));
  }

  private boolean lists(VolumeName volume, VolumeInfoFile info, SessionName session) {
    return metadata.sessions(volume, info).stream().anyMatch(s -> s.name().equals(session));
  }
}
