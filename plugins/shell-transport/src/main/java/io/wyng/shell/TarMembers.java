package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Tar streams as every tar understands them: long names and big files in the ways of GNU tar. Names
 * begin with {@code ./}, without which bsdtar takes {@code a:b} for a file of a Windows drive.
 */
final class TarMembers {

  private static final int RECORD_BYTES = 10_240;
  private static final int PRIVATE_FILE = 0100600;

  private TarMembers() {}

  static TarArchiveOutputStream open(OutputStream target) {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(target, RECORD_BYTES, "UTF-8");
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    return tar;
  }

  static TarArchiveEntry file(ArchivePath path, long sizeBytes) {
    TarArchiveEntry entry = anonymous(new TarArchiveEntry(ArchiveSite.name(path)));
    entry.setSize(sizeBytes);
    return entry;
  }

  static TarArchiveEntry link(ArchivePath path, ArchivePath existing) {
    TarArchiveEntry entry =
        anonymous(new TarArchiveEntry(ArchiveSite.name(path), TarConstants.LF_LINK));
    entry.setLinkName(ArchiveSite.name(existing));
    entry.setSize(0);
    return entry;
  }

  /** Whose file it is here, and when it was made, is nobody's business there. */
  private static TarArchiveEntry anonymous(TarArchiveEntry entry) {
    entry.setMode(PRIVATE_FILE);
    entry.setIds(0, 0);
    entry.setNames("", "");
    entry.setModTime(0);
    return entry;
  }
}
