package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.Session;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.local.LocalStore;
import io.wyng.engine.manifest.ManifestEntry;
import io.wyng.engine.manifest.ManifestMerge;
import io.wyng.engine.manifest.ManifestWriter;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.FileChange;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes on this machine what will be true after a merge, under temporary names: the volume's info,
 * the target's info and manifest, and the list of moves (archive format 1, section 4.6, steps 1 to
 * 4). All of it follows from our own metadata, and comes out the same whenever it is written.
 */
final class MergePreparation {

  private final LocalStore local;
  private final LocalMetadata metadata;
  private final ArchiveSettings settings;
  private final InProcess.Merge merge;
  private final MergeFiles files;

  MergePreparation(LocalStore local, ArchiveSettings settings, InProcess.Merge merge) {
    this.local = local;
    this.metadata = new LocalMetadata(local);
    this.settings = settings;
    this.merge = merge;
    this.files = new MergeFiles(merge);
  }

  /** Whether the target's info on this machine speaks of the time after the merge. */
  boolean isOver() {
    return metadata
        .session(merge.volume(), merge.target())
        .previous()
        .filter(merge.pruned()::contains)
        .isEmpty();
  }

  void write() {
    VolumeInfoFile info =
        metadata
            .volumeInfo(merge.volume())
            .orElseThrow(() ->
                new IntegrityException(
                    "Volume " + merge.volume() + " has no metadata on this machine",
                    "Restore the file volinfo from a backup of the metadata."));
    writeManifest();
    writeList();
    local.replace(
        MergeFiles.newInfo(files.target()),
        SessionInfoFile.print(mergedTarget(), info.formatVersion()));
    local.replace(files.newVolumeInfo(), merged(info).print());
    local.force(files.target());
    local.force(files.volume());
  }

  private Session mergedTarget() {
    Session target = metadata.session(merge.volume(), merge.target());
    Session oldest = metadata.session(merge.volume(), merge.survivor());
    return new Session(
        target.name(),
        target.localTime(),
        target.volumeBytes(),
        target.sequence(),
        target.snapshot(),
        oldest.previousSession(),
        target.tags());
  }

  private VolumeInfoFile merged(VolumeInfoFile info) {
    boolean first = merge.survivor().equals(info.first());
    return new VolumeInfoFile(
        info.formatVersion(),
        info.uuid(),
        first ? merge.target() : info.first(),
        info.last(),
        info.description(),
        info.metadataUpdateDue());
  }

  private void writeManifest() {
    ArchivePath path = MergeFiles.newManifest(files.target());
    long lastAddress = lastAddress();
    try (ManifestMerge manifests = manifests();
        ManifestWriter writer = new ManifestWriter(local.create(path))) {
      ManifestEntry entry = manifests.next();
      while (entry != null && entry.address() <= lastAddress) {
        writer.write(entry.address(), entry.digest());
        entry = manifests.next();
      }
    } catch (IOException e) {
      throw new LocalException("Writing " + local.root().resolve(path.text()) + " failed", e);
    }
    local.force(path);
  }

  private void writeList() {
    try (Writer writer =
            new BufferedWriter(
                new OutputStreamWriter(
                    new GZIPOutputStream(local.create(files.list())), StandardCharsets.US_ASCII));
        MergeChanges changes = changes(ArchivePath.ROOT)) {
      writer.write(heading());
      while (changes.hasNext()) {
        writer.write(
            switch (changes.next()) {
              case FileChange.Move(ArchivePath from, ArchivePath to) ->
                  "rename " + from + " " + to + "\n";
              case FileChange.Delete(ArchivePath path) -> "-rm " + path + "\n";
            });
      }
    } catch (IOException e) {
      throw new LocalException(
          "Writing " + local.root().resolve(files.list().text()) + " failed", e);
    }
    local.force(files.list());
  }

  /** Who merges into whom, and the sessions that chunks come from, newest first. */
  private String heading() {
    List<String> lines = new ArrayList<>();
    lines.add(merge.survivor().directory() + " " + merge.target().directory());
    lines.add(merge.target().directory());
    merge.pruned().reversed().stream()
        .filter(session -> !session.equals(merge.survivor()))
        .forEach(session -> lines.add(session.directory()));
    lines.add("###");
    return String.join("\n", lines) + "\n";
  }

  /**
   * What becomes of the chunk files.
   *
   * @param directory where the sessions' directories lie
   */
  MergeChanges changes(ArchivePath directory) {
    return new MergeChanges(manifests(), merge, lastAddress(), directory);
  }

  private long lastAddress() {
    Session target = metadata.session(merge.volume(), merge.target());
    return settings.chunkSize().lastAddress(target.volumeBytes());
  }

  private ManifestMerge manifests() {
    List<SessionName> sessions = new ArrayList<>(merge.pruned());
    sessions.add(merge.target());
    return metadata.merged(settings, merge.volume(), sessions);
  }
}
