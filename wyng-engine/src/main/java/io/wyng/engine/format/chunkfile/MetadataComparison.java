package io.wyng.engine.format.chunkfile;

import io.wyng.engine.archive.Session;
import io.wyng.engine.failure.IntegrityException;
import io.wyng.engine.failure.LocalException;
import io.wyng.engine.local.LocalStore;
import io.wyng.spi.VolumeName;
import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Proves that metadata is the same on both sides, by SHA-256 (archive format 1, section 4.9). */
final class MetadataComparison {

  private static final int BUFFER_BYTES = 256 << 10;

  private final LocalStore local;
  private final RemoteStore remote;

  MetadataComparison(LocalStore local, RemoteStore remote) {
    this.local = local;
    this.remote = remote;
  }

  void compare(VolumeName volume, List<Session> sessions) {
    List<ArchivePath> paths = new ArrayList<>();
    paths.add(ArchiveLayout.volumeInfo(volume));
    for (Session session : sessions) {
      ArchivePath directory = ArchiveLayout.session(volume, session.name());
      paths.add(ArchiveLayout.info(directory));
      paths.add(ArchiveLayout.manifest(directory));
    }
    Map<ArchivePath, String> digests = remote.digests(paths);
    for (ArchivePath path : paths) {
      String digest = digests.get(path);
      if (!isSame(path, digest)) {
        throw new IntegrityException(
            "The metadata of volume "
                + volume
                + " differs between this machine and the destination: "
                + path
                + (digest == null ? " is missing at " : " is not the same at ")
                + remote.address(),
            "Was the archive changed from another machine, or is it a copy? The trusted file is "
                + local.root().resolve(path.text())
                + ". Bring both sides to the same state before going on.");
      }
    }
  }

  /** Whether a file of ours is, byte for byte, what the destination has under another name. */
  boolean isSame(ArchivePath localPath, ArchivePath remotePath) {
    return isSame(localPath, remote.digests(List.of(remotePath)).get(remotePath));
  }

  /** Whether a file of ours is the one that has a digest at the destination; null if none has. */
  boolean isSame(ArchivePath localPath, @Nullable String digest) {
    return digest != null && digest.equals(localDigest(localPath));
  }

  private String localDigest(ArchivePath path) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (InputStream input = local.open(path)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        sha256.update(buffer, 0, count);
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException e) {
      throw new LocalException("Reading " + local.root().resolve(path.text()) + " failed", e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java runtime has SHA-256", e);
    }
  }
}
