package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.SessionName;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.durable.DurableFiles;
import java.util.Optional;

/**
 * Where the files of an archive lie (archive format 1, chapter 1). Both sides have the same tree;
 * paths are relative to the directory {@code wyng.backup}.
 */
final class ArchiveLayout {

  /** What is appended to the name of what is not finished. */
  static final String TEMPORARY = "-tmp";

  /** The directory of an archive below a mount point and sub-directory. */
  static final String DIRECTORY = "wyng.backup";

  /** What the sparsebak alpha called the directory of an archive (archive format 1, chapter 7). */
  static final String SPARSEBAK = "sparsebak";

  /** Where an archive that is imported lies until it is complete; on this machine only. */
  static final ArchivePath IMPORT = ArchivePath.of("import" + TEMPORARY);

  /** Everything that both sides have in common. */
  static final ArchivePath TREE = ArchivePath.of("default");

  static final ArchivePath ARCHIVE_INI = TREE.resolve("archive.ini");

  /**
   * The settings of a new archive whose destination is not known to have them yet, or those that an
   * archive will have when a volume is renamed.
   */
  static final ArchivePath NEW_ARCHIVE_INI = TREE.resolve("archive.ini.tmp");

  /** What the program is doing while several renames are needed. */
  static final ArchivePath IN_PROCESS = TREE.resolve("in_process");

  /** The same before it is in process. */
  static final ArchivePath NEW_IN_PROCESS = TREE.resolve("in_process.tmp");

  /** The original program's record that it has tried to finish what is in process. */
  static final ArchivePath IN_PROCESS_RETRY = TREE.resolve("in_process_retry");

  /** Written at every contact that changes something, to prove write access. */
  static final ArchivePath CONTACT = ArchivePath.of("archive.dat");

  /** How the names of {@linkplain #repairMap maps of chunks to store again} begin. */
  static final String REPAIR_PREFIX = "repair-";

  /** What is appended to the name of a chunk's file while it becomes a link. */
  static final String LINK = "-lnk";

  /** On this machine only: the chunks that are becoming links. */
  static final ArchivePath LINKS_IN_PROCESS = ArchivePath.of("links_in_process");

  /** On this machine only: files that nobody needs after the process. */
  static final ArchivePath SCRATCH = ArchivePath.of(".tmp");

  private ArchiveLayout() {}

  /** The root of an archive at its destination. */
  static ArchivePath root(String subdirectory) {
    return subdirectory.equals(".")
        ? ArchivePath.of(DIRECTORY)
        : ArchivePath.of(subdirectory).resolve(DIRECTORY);
  }

  static ArchivePath root(ArchiveSettings settings) {
    return root(settings.subdirectory());
  }

  /** What lies in the same directory under another name. */
  static ArchivePath beside(ArchivePath path, String name) {
    return path.parent().resolve(name);
  }

  /** What a crash may leave beside a file that was being replaced. */
  static ArchivePath replacement(ArchivePath file) {
    return file.parent().resolve(file.name() + DurableFiles.REPLACEMENT_SUFFIX);
  }

  static ArchivePath volume(VolumeName volume) {
    return TREE.resolve(volume.text());
  }

  static ArchivePath volumeInfo(VolumeName volume) {
    return volume(volume).resolve("volinfo");
  }

  static ArchivePath newVolumeInfo(VolumeName volume) {
    return volume(volume).resolve("volinfo" + TEMPORARY);
  }

  static ArchivePath changeMap(VolumeName volume) {
    return volume(volume).resolve("deltamap");
  }

  /** A change map that the original program was working on when it died. */
  static ArchivePath interruptedChangeMap(VolumeName volume) {
    return volume(volume).resolve("deltamap" + TEMPORARY);
  }

  /** The snapshots that the change map is proved to go with. */
  static ArchivePath changeMapPairing(VolumeName volume) {
    return volume(volume).resolve("deltamap-pairing");
  }

  /** The chunks that the first session after the one named has to store again. */
  static ArchivePath repairMap(VolumeName volume, SessionName last) {
    return volume(volume).resolve(REPAIR_PREFIX + last.date());
  }

  /** An estimate that belongs to the change map (archive format 2, section 2). */
  static ArchivePath changeEstimate(VolumeName volume) {
    return volume(volume).resolve("volchanged");
  }

  static ArchivePath session(VolumeName volume, SessionName session) {
    return volume(volume).resolve(session.directory());
  }

  static ArchivePath newSession(VolumeName volume, SessionName session) {
    return volume(volume).resolve(session.directory() + TEMPORARY);
  }

  /** The session whose temporary directory has this name, if one has. */
  static Optional<SessionName> unfinished(String name) {
    if (!name.endsWith(TEMPORARY)) {
      return Optional.empty();
    }
    String session = name.substring(0, name.length() - TEMPORARY.length());
    return SessionName.isDirectory(session)
        ? Optional.of(SessionName.parse(session))
        : Optional.empty();
  }

  static ArchivePath info(ArchivePath session) {
    return session.resolve("info");
  }

  static ArchivePath manifest(ArchivePath session) {
    return session.resolve("manifest");
  }

  static ArchivePath chunk(ArchivePath session, long address) {
    return session.resolve(new ChunkAddress(address).path());
  }

  /** The name that a chunk's file has while it becomes a link. */
  static ArchivePath link(ArchivePath chunk) {
    return ArchivePath.of(chunk.text() + LINK);
  }
}
