/**
 * Archives on an ssh server: the destination {@code ssh://[user@]host[:port]/mountpoint}.
 *
 * <p>Speaks ssh inside the process, with a shell over there or, where there is none, with SFTP
 * alone. Provides the destination named {@code ssh}.
 */
@SuppressWarnings("requires-automatic") // the ssh library has no descriptor
module io.wyng.destination.ssh {
  requires io.wyng.shell;
  requires io.wyng.spi;
  requires org.apache.sshd.osgi;
  requires org.slf4j;
  requires static org.jspecify;

  provides io.wyng.spi.destination.DestinationProvider with
      io.wyng.destination.ssh.SshDestinationProvider;
}
