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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finishes or undoes sends that broke off.
 *
 * <p>A session becomes true when the destination's {@code volinfo} is replaced by the one that
 * names it. What we find here tells on which side of that instant the send ended: our prepared
 * {@code volinfo-tmp} is, byte for byte, the destination's {@code volinfo} just when the session is
 * true (archive format 1, chapter 7, "crash between steps 4.4.6 and 4.4.7"). Then our side is
 * finished; else the session is given up, and only the chunks that it has stored stay at the
 * destination, under the session's temporary name: the next send of the volume {@linkplain
 * ContinuedChunks goes on} with them. Each step leaves a state from which the whole can be
 * repeated.
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
        events.on(
            new Event.Notice(
                "Took back an unfinished session of volume "
                    + volume
                    + "; the next send of it continues with what was stored"));
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
    Set<SessionName> sessions =
        Stream.concat(
                leftover.names.stream().flatMap(name -> ArchiveLayout.unfinished(name).stream()),
                Stream.ofNullable(leftover.prepared))
            .filter(session -> !isTrue(volume, session))
            .collect(Collectors.toSet());
    Set<String> stored = Set.copyOf(remote.list(ArchiveLayout.volume(volume)));
    for (SessionName session : sessions) {
      if (stored.contains(session.directory())) {
        ArchivePath temporary = ArchiveLayout.newSession(volume, session);
        remote.deleteTree(temporary);
        remote.rename(ArchiveLayout.session(volume, session), temporary);
      }
    }
    remote.deleteTree(ArchiveLayout.newVolumeInfo(volume));
    remote.sync();
    sessions.forEach(session -> local.deleteTree(ArchiveLayout.session(volume, session)));
    removeTemporaryFiles(volume);
    local.deleteTree(ArchiveLayout.newVolumeInfo(volume));
  }

  /** Otherwise its directory may have been renamed already, but it was never in the list. */
  private boolean isTrue(VolumeName volume, SessionName session) {
    return local.exists(ArchiveLayout.session(volume, session))
        && metadata.volumeInfo(volume).map(info -> lists(volume, info, session)).orElse(false);
  }

  private boolean lists(VolumeName volume, VolumeInfoFile info, SessionName session) {
    return metadata.sessions(volume, info).stream().anyMatch(s -> s.name().equals(session));
  }
}
