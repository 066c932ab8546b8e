package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.LongStream;

/** Digests of whole files, which have to be read for it: SFTP computes nothing over there. */
final class Digests {

  private static final int PART = 256 << 10;

  private final Archive archive;
  private final Sftp sftp;
  private final ByteBuffer part = ByteBuffer.allocate(PART);

  Digests(Archive archive, Sftp sftp) {
    this.archive = archive;
    this.sftp = sftp;
  }

  Map<ArchivePath, String> of(Collection<ArchivePath> paths) throws IOException {
    Map<ArchivePath, String> digests = new LinkedHashMap<>();
    try (Download beginnings =
        new PipelinedDownload(
            archive, sftp, paths.stream().map(path -> new Extent(path, 0, PART)).iterator())) {
      for (ArchivePath path : paths) {
        MessageDigest digest = sha256();
        long length = next(beginnings, digest);
        if (length > PART) {
          addRest(path, length, digest);
        }
        if (length != Download.MISSING) {
          digests.put(path, HexFormat.of().formatHex(digest.digest()));
        }
      }
    }
    return digests;
  }

  private long next(Download download, MessageDigest digest) throws IOException {
    long length = download.next(part.clear());
    digest.update(part.flip());
    return length;
  }

  private void addRest(ArchivePath path, long length, MessageDigest digest) throws IOException {
    long parts = (length - 1) / PART; // the first one is there already
    try (Download rest =
        new PipelinedDownload(
            archive,
            sftp,
            LongStream.rangeClosed(1, parts)
                .mapToObj(i -> new Extent(path, i * PART, PART))
                .iterator())) {
      for (long i = 1; i <= parts; i++) {
        next(rest, digest);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
