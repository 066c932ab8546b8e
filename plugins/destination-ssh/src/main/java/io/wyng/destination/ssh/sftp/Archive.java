package io.wyng.destination.ssh.sftp;

import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.util.List;

/**
 * What all that is done with an archive has in common.
 *
 * @param sftp the server that is asked for everything but the transfer of many files
 * @param tree where its directories are
 * @param unsynced which of them changed
 * @param durability makes them durable
 * @param explanation says why something failed
 * @param inspection what can be done over there
 * @param windowBytes how many bytes of a transfer may be on their way at a time
 */
record Archive(
    Sftp sftp,
    RemoteTree tree,
    Unsynced unsynced,
    Durability durability,
    Explanation explanation,
    Inspection inspection,
    long windowBytes) {

  static Archive of(
      SftpLink link, Sftp sftp, String mountPath, ArchivePath root, long windowBytes) {
    Unsynced unsynced = new Unsynced();
    RemoteTree tree = new RemoteTree(sftp, unsynced, mountPath, root);
    Explanation explanation = new Explanation(link, sftp, List.of(tree.root(), tree.mountPath()));
    return new Archive(
        sftp,
        tree,
        unsynced,
        new Durability(sftp, tree, unsynced),
        explanation,
        new Inspection(link, sftp, tree, explanation),
        windowBytes);
  }

  /** The name under which a file is made before it takes its place. */
  static String temporaryFor(String path) {
    return path + ".new";
  }

  IOException explain(String action, ArchivePath path, Throwable cause) {
    return explanation.of(action, tree.resolve(path), cause);
  }

  /** Makes durable what was changed before the list of it becomes long. */
  void syncWhenMany() throws IOException {
    if (unsynced.areMany()) {
      sync();
    }
  }

  void sync() throws IOException {
    try {
      durability.sync();
    } catch (IOException e) {
      throw explain("make durable what was written to", ArchivePath.ROOT, e);
    }
  }
}
