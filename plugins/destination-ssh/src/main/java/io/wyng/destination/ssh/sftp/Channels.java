package io.wyng.destination.ssh.sftp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The SFTP servers in use. A connection has a window of two megabytes for each: only several of
 * them fill a long line; and what is looked up does not wait behind what is sent. Where the server
 * allows no more of them, those that there are do everything.
 */
final class Channels implements AutoCloseable {

  private static final int UPLOADS = 4;

  private final SftpLink link;
  private final Sftp main;
  private @Nullable List<Sftp> uploads;
  private @Nullable Sftp download;

  private Channels(SftpLink link, Sftp main) {
    this.link = link;
    this.main = main;
  }

  static Channels open(SftpLink link) throws IOException {
    return new Channels(link, Sftp.open(link));
  }

  Sftp main() {
    return main;
  }

  /** For reading ahead. */
  synchronized Sftp forDownload() {
    Sftp opened = download;
    if (opened == null || !opened.isOpen()) {
      opened = another();
      download = opened;
    }
    return opened;
  }

  /** For writing many files; one at least. */
  synchronized List<Sftp> forUploads() {
    List<Sftp> opened = uploads;
    if (opened == null || !opened.stream().allMatch(Sftp::isOpen)) {
      opened = openUploads();
      uploads = opened;
    }
    return opened;
  }

  private List<Sftp> openUploads() {
    List<CompletableFuture<Sftp>> begun = new ArrayList<>();
    for (int i = 0; i < UPLOADS; i++) {
      begun.add(
          CompletableFuture.supplyAsync(
              this::another, task -> Thread.ofVirtual().name("sftp-open").start(task)));
    }
    return begun.stream().map(CompletableFuture::join).distinct().toList();
  }

  /** One more server; when there can be none, the main one, which tells why if it is dead, too. */
  private Sftp another() {
    try {
      return Sftp.open(link);
    } catch (IOException e) {
      return main;
    }
  }

  @Override
  public void close() {
    if (uploads != null) {
      uploads.forEach(Sftp::close);
    }
    if (download != null) {
      download.close();
    }
    main.close();
  }
}
