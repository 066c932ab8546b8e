package io.wyng.destination.ssh;

/** Servers that die, or stand still, in the middle of something, by SFTP. */
class SftpBrokenConnectionTest extends BrokenConnection {

  SftpBrokenConnectionTest() {
    super(TestServer.SFTP_ONLY);
  }
}
