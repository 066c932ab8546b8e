package io.wyng.destination.ssh.sftp;

import java.io.IOException;

/** The SFTP server, or the connection to it, is gone. It still has to be explained. */
final class LostException extends IOException {

  private static final long serialVersionUID = 1L;

  LostException(String words) {
    super(words);
  }
}
