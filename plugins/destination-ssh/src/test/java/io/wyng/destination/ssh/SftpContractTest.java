package io.wyng.destination.ssh;

/** The destination contract with a server that allows nothing but SFTP. */
class SftpContractTest extends ServerContract {

  SftpContractTest() {
    super("ssh with SFTP", TestServer.SFTP_ONLY);
  }
}
