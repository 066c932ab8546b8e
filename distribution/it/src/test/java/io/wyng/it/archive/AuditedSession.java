package io.wyng.it.archive;

import java.util.List;

/**
 * A session that keeps the rules.
 *
 * @param name {@code S_YYYYMMDD-HHMMSS}
 * @param volumeBytes size of the volume
 * @param snapshot identity of the snapshot that was sent
 * @param sequence its number
 * @param tags identities of its tags
 * @param manifest the chunks that changed in it
 * @param lastChunkIsStored whether the last chunk of the volume has a file, however zero it may be
 * @param sha256 of the whole volume as it was at the session
 */
public record AuditedSession(
    String name,
    long volumeBytes,
    String snapshot,
    long sequence,
    List<String> tags,
    List<ManifestLine> manifest,
    boolean lastChunkIsStored,
    String sha256) {

  /** Its date as the program shows it. */
  public String date() {
    return name.substring("S_".length());
  }

  /** The addresses in its manifest. */
  public List<Long> addresses() {
    return manifest.stream().map(ManifestLine::address).toList();
  }

  /** How many chunk files belong to it. */
  public long storedChunks() {
    return manifest.stream().filter(ManifestLine::isStored).count();
  }
}
