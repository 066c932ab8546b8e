package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.ArchiveSettings;
import io.wyng.engine.archive.ChunkDigest;
import io.wyng.engine.failure.DestinationException;
import io.wyng.spi.destination.ArchivePath;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SHA-256 of stored chunks, for the proof that a file at the destination is what it should be. The
 * destination computes it, so nothing is transferred; what it reads is the price of the proof.
 */
final class StoredDigests {

  private static final String SHA_256 = "sha256";

  private final RemoteStore remote;
  private final boolean archiveHasSha256;

  StoredDigests(RemoteStore remote, ArchiveSettings settings) {
    this.remote = remote;
    this.archiveHasSha256 = settings.hash().equals(SHA_256);
  }

  /**
   * What the destination says of files. One that is missing, or that cannot be read, has no digest.
   *
   * @throws DestinationException when the destination is not to be reached
   */
  Map<ArchivePath, String> of(Collection<ArchivePath> paths) {
    if (paths.isEmpty()) {
      return Map.of();
    }
    try {
      return remote.chunkDigests(paths);
    } catch (DestinationException e) {
      if (Thread.currentThread().isInterrupted() || !remote.probe().mounted()) {
        throw e;
      }
      return paths.size() == 1 ? Map.of() : oneByOne(paths);
    }
  }

  private Map<ArchivePath, String> oneByOne(Collection<ArchivePath> paths) {
    Map<ArchivePath, String> digests = new HashMap<>();
    paths.forEach(path -> digests.putAll(of(List.of(path))));
    return digests;
  }

  /** The digest that the file of a chunk must have, if trusted metadata alone tells that. */
  Optional<String> expected(ChunkDigest digest) {
    return archiveHasSha256 ? Optional.of(digest.text()) : Optional.empty();
  }

  /** The digest that the file of a chunk must have, whose bytes are at hand. */
  String expected(ChunkDigest digest, ByteBuffer bytes) {
    return expected(digest).orElseGet(() -> compute(bytes));
  }

  private static String compute(ByteBuffer bytes) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes.duplicate());
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java runtime has SHA-256", e);
    }
  }
}
