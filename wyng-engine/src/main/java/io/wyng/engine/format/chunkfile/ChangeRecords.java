package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ChunkSize;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.Volume;
import io.wyng.engine.change.ChangeMap;
import io.wyng.engine.format.CollectedChanges;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What this machine keeps between two sends: the change map of each volume (archive format 1,
 * section 2.6) with its {@linkplain ChangeMapPairing pairing}, and the chunks that the next send
 * has to store again.
 */
final class ChangeRecords {

  private final LocalStore local;
  private final LocalMetadata metadata;
  private final ChunkSize chunkSize;

  ChangeRecords(LocalStore local, LocalMetadata metadata, ChunkSize chunkSize) {
    this.local = local;
    this.metadata = metadata;
    this.chunkSize = chunkSize;
  }

  Optional<ChangeMap> changeMap(VolumeName volume, long volumeBytes) {
    Optional<ChangeMap> map = read(ArchiveLayout.changeMap(volume), volumeBytes);
    Optional<ChangeMap> interrupted = read(ArchiveLayout.interruptedChangeMap(volume), volumeBytes);
    if (map.isPresent() && interrupted.isPresent()) {
      map.get().add(interrupted.get());
    }
    return map.or(() -> interrupted);
  }

  private Optional<ChangeMap> read(ArchivePath path, long volumeBytes) {
    return local.read(path).map(file -> ChangeMap.fromFile(chunkSize, volumeBytes, file));
  }

  /** Replaces the map after a send, when the session itself tells which snapshot it goes with. */
  void restart(VolumeName volume, ChangeMap map) {
    local.createDirectories(ArchiveLayout.volume(volume));
    local.replace(ArchiveLayout.changeMap(volume), map.toFile());
    local.deleteTree(ArchiveLayout.interruptedChangeMap(volume));
    local.deleteTree(ArchiveLayout.changeMapPairing(volume));
    if (map.isBlank()) {
      local.deleteTree(ArchiveLayout.changeEstimate(volume));
    }
    removeFormerRepairs(volume);
  }

  private void removeFormerRepairs(VolumeName volume) {
    Optional<String> present =
        metadata
            .volumeInfo(volume)
            .flatMap(info -> Optional.ofNullable(info.last()))
            .map(last -> ArchiveLayout.repairMap(volume, last).name());
    local.list(ArchiveLayout.volume(volume)).stream()
        .filter(name -> name.startsWith(ArchiveLayout.REPAIR_PREFIX))
        .filter(name -> present.filter(name::equals).isEmpty())
        .forEach(name -> local.deleteTree(ArchiveLayout.volume(volume).resolve(name)));
  }

  boolean isPaired(Volume volume, String snapshot) {
    Optional<byte[]> map = local.read(ArchiveLayout.changeMap(volume.name()));
    Optional<SessionName> last = volume.lastSession().map(Session::name);
    return map.isPresent()
        && last.isPresent()
        && pairing(volume.name())
            .filter(pairing -> pairing.proves(last.get(), snapshot, map.get()))
            .isPresent();
  }

  /** The pairing on disk; one that cannot be understood proves nothing. */
  private Optional<ChangeMapPairing> pairing(VolumeName volume) {
    try {
      return local.read(ArchiveLayout.changeMapPairing(volume)).map(ChangeMapPairing::parse);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Keeps the maps of many volumes, with one force for all of them. The pairings get their places
   * first, and hold for the former maps too: so each state in between is proved, or not trusted.
   */
  void collect(List<CollectedChanges> changes) {
    Map<ArchivePath, byte[]> files = new LinkedHashMap<>();
    for (CollectedChanges each : changes) {
      files.put(ArchiveLayout.changeMapPairing(each.volume().name()), pairingWith(each).print());
    }
    for (CollectedChanges each : changes) {
      local.createDirectories(ArchiveLayout.volume(each.volume().name()));
      files.put(ArchiveLayout.changeMap(each.volume().name()), each.map().toFile());
    }
    local.replaceAll(files);
  }

  private ChangeMapPairing pairingWith(CollectedChanges changes) {
    VolumeName volume = changes.volume().name();
    SessionName session = changes.volume().lastSession().orElseThrow().name();
    List<ChangeMapPairing.Pair> pairs = new ArrayList<>();
    local
        .read(ArchiveLayout.changeMap(volume))
        .flatMap(
            map -> pairing(volume).filter(p -> p.session().equals(session)).map(p -> p.with(map)))
        .ifPresent(pairs::addAll);
    pairs.addAll(ChangeMapPairing.pairs(changes.snapshots(), changes.map().toFile()));
    return new ChangeMapPairing(session, pairs.stream().distinct().toList());
  }

  Optional<ChangeMap> repairs(Volume volume, long volumeBytes) {
    return volume
        .lastSession()
        .flatMap(last -> read(ArchiveLayout.repairMap(volume.name(), last.name()), volumeBytes));
  }

  void addRepairs(Volume volume, ChangeMap map) {
    repairs(volume, map.volumeBytes()).ifPresent(map::add);
    SessionName last = volume.lastSession().orElseThrow().name();
    local.replace(ArchiveLayout.repairMap(volume.name(), last), map.toFile());
  }
}
