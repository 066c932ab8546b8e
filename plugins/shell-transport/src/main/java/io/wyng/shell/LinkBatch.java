package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Links that are made together, behind all files that were written before: as a tar stream, and as
 * a list of names with which the far side makes those one by one that the tar could not.
 */
final class LinkBatch {

  private static final int MAX_LINKS = 1000;
  private static final int MAX_CHARACTERS = 100_000;

  private final StringBuilder names = new StringBuilder();
  private final Set<ArchivePath> touched = new HashSet<>();
  private final ByteArrayOutputStream tarBytes = new ByteArrayOutputStream();
  private TarArchiveOutputStream tar = TarMembers.open(tarBytes);
  private int links;

  boolean isEmpty() {
    return links == 0;
  }

  boolean isFull() {
    return links >= MAX_LINKS || names.length() >= MAX_CHARACTERS;
  }

  /** Whether a file takes part in one of the links, so that it must not change before them. */
  boolean touches(ArchivePath path) {
    return touched.contains(path);
  }

  /**
   * Adds a link.
   *
   * @param folders directories on the way to it that are looked at before
   * @param existingFolders directories on the way to the existing file
   */
  void add(
      ArchivePath path,
      List<ArchivePath> folders,
      ArchivePath existing,
      List<ArchivePath> existingFolders)
      throws IOException {
    folders.forEach(folder -> addLine(CheckedFolders.line(folder, path)));
    existingFolders.forEach(folder -> addLine("w" + ArchiveSite.name(folder)));
    addLine("p" + ArchiveSite.name(path));
    addLine("e" + ArchiveSite.name(existing));
    tar.putArchiveEntry(TarMembers.link(path, existing));
    tar.closeArchiveEntry();
    touched.add(path);
    touched.add(existing);
    links++;
  }

  private void addLine(String line) {
    names.append(names.isEmpty() ? "" : "\n").append(line);
  }

  /** Sends all of them, and is empty again. */
  void send(RemoteShell shell) throws IOException {
    tar.finish();
    byte[] block = ArchiveSite.block(List.of(names.toString()));
    shell.send("links " + block.length + " " + tarBytes.size(), block, tarBytes.toByteArray());
    names.setLength(0);
    touched.clear();
    tarBytes.reset();
    tar = TarMembers.open(tarBytes);
    links = 0;
  }
}
