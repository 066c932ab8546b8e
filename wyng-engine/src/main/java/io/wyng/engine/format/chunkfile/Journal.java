package io.wyng.engine.format.chunkfile;

import io.wyng.engine.failure.ArchiveException;
import io.wyng.engine.format.Unfinished;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The record of a change that takes several steps: {@code in_process} on both sides, written at the
 * destination first and removed here last (archive format 1, chapter 6, rule 8).
 *
 * <p>Between its two writes only the destination has the record, which is what somebody else's
 * change looks like. So that ours is recognised, it is kept here under a temporary name before.
 */
final class Journal {

  /** How far a change of ours has come that is on record. */
  enum Stage {
    /** Files are prepared on both sides; nothing that anybody reads has changed. */
    ANNOUNCED,
    /** The change is going on. */
    BEGUN
  }

  /**
   * A change of ours that is on record.
   *
   * @param change what it is
   * @param stage how far it has come
   */
  record Entry(InProcess change, Stage stage) {}

  private static final String REMEDY =
      "Finish it with the program that began it, then run this command again.";

  private final LocalStore local;

  Journal(LocalStore local) {
    this.local = local;
  }

  /**
   * The change of ours that is on record, as far as this side tells.
   *
   * @throws ArchiveException when there is one that is not understood
   */
  Optional<Entry> entry() {
    Optional<byte[]> begun = local.read(ArchiveLayout.IN_PROCESS);
    if (begun.isPresent()) {
      return Optional.of(new Entry(parsed(begun.get()), Stage.BEGUN));
    }
    return local
        .read(ArchiveLayout.NEW_IN_PROCESS)
        .filter(Journal::isUnderstood)
        .map(file -> new Entry(InProcess.parse(file), Stage.ANNOUNCED));
  }

  /** The change that has begun, for people; not to be understood is no obstacle to being told. */
  Optional<Unfinished> unfinished() {
    return local
        .read(ArchiveLayout.IN_PROCESS)
        .map(file ->
            isUnderstood(file)
                ? unfinished(InProcess.parse(file))
                : new Unfinished("The operation \"" + describe(file) + "\"", true));
  }

  /** Whether a volume is changed by what has begun; the lines behind the first name volumes. */
  boolean concerns(VolumeName volume) {
    return local
        .read(ArchiveLayout.IN_PROCESS)
        .map(file -> new String(file, StandardCharsets.UTF_8))
        .filter(text -> text.lines().skip(1).anyMatch(volume.text()::equals))
        .isPresent();
  }

  private static Unfinished unfinished(InProcess change) {
    return new Unfinished(change.description(), !(change instanceof InProcess.Merge));
  }

  private InProcess parsed(byte[] file) {
    try {
      return InProcess.parse(file);
    } catch (IllegalArgumentException e) {
      throw new ArchiveException(
          "Unfinished here, and not understood: "
              + describe(file)
              + " ("
              + local.root().resolve(ArchiveLayout.IN_PROCESS.text())
              + ")",
          REMEDY,
          e);
    }
  }

  private static boolean isUnderstood(byte[] file) {
    try {
      return InProcess.parse(file).print().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Whether there is anything to tidy up, be it a torn record that nothing has begun with. */
  boolean isEmpty() {
    return traces().stream().noneMatch(local::exists);
  }

  /** What there can be of a record here, the record itself last. */
  private static List<ArchivePath> traces() {
    return List.of(
        ArchiveLayout.IN_PROCESS_RETRY,
        ArchiveLayout.replacement(ArchiveLayout.NEW_IN_PROCESS),
        ArchiveLayout.NEW_IN_PROCESS,
        ArchiveLayout.IN_PROCESS);
  }

  /**
   * Makes sure that nobody else is changing the archive.
   *
   * @throws ArchiveException when the destination records a change that this side does not
   */
  void checkNobodyElse(RemoteStore remote) {
    Optional<byte[]> file = remote.read(ArchiveLayout.IN_PROCESS);
    if (file.isPresent() && !isOurs(file.get())) {
      throw new ArchiveException(
          "Somebody else has begun to change the archive at "
              + remote.address()
              + ": "
              + describe(file.get()),
          REMEDY);
    }
  }

  private boolean isOurs(byte[] file) {
    return isUnderstood(file)
        && entry().filter(entry -> entry.change().equals(InProcess.parse(file))).isPresent();
  }

  /** The operation, and the volume that it concerns. */
  static String describe(byte[] inProcess) {
    String text = new String(inProcess, StandardCharsets.UTF_8);
    return String.join(" ", text.lines().limit(2).toList()).replaceAll("\\p{Cntrl}", "?");
  }

  /** Records a change that is going to be prepared. */
  void announce(InProcess change) {
    local.replace(ArchiveLayout.NEW_IN_PROCESS, change.print());
  }

  /** Records that the change which was announced goes on from here. */
  void begin(InProcess change, RemoteStore remote) {
    remote.replace(ArchiveLayout.IN_PROCESS, change.print());
    local.rename(ArchiveLayout.NEW_IN_PROCESS, ArchiveLayout.IN_PROCESS);
  }

  /**
   * What was announced, and was to begin when it broke off, has begun: the destination has the
   * record.
   */
  Entry settled(Entry entry, RemoteStore remote) {
    boolean beginning =
        entry.stage() == Stage.ANNOUNCED && remote.read(ArchiveLayout.IN_PROCESS).isPresent();
    if (!beginning) {
      return entry;
    }
    local.rename(ArchiveLayout.NEW_IN_PROCESS, ArchiveLayout.IN_PROCESS);
    return new Entry(entry.change(), Stage.BEGUN);
  }

  /** Records that the destination is in its final state. */
  void endRemotely(RemoteStore remote) {
    remote.deleteTree(ArchiveLayout.IN_PROCESS);
    remote.deleteTree(ArchiveLayout.NEW_IN_PROCESS);
    remote.deleteTree(ArchiveLayout.replacement(ArchiveLayout.IN_PROCESS));
    remote.deleteTree(ArchiveLayout.replacement(ArchiveLayout.ARCHIVE_INI));
    remote.sync();
  }

  /** Records that this side is in its final state, too. */
  void endLocally() {
    local.deleteTree(ArchiveLayout.replacement(ArchiveLayout.ARCHIVE_INI));
    traces().forEach(local::deleteTree);
    local.force(ArchiveLayout.TREE);
  }
}
