package io.wyng.destination.ssh;

import io.wyng.destination.ssh.connection.SshConnection;
import io.wyng.destination.ssh.settings.LocalSide;
import io.wyng.destination.ssh.sftp.SftpDestination;
import io.wyng.destination.ssh.shell.SshCommandStarter;
import io.wyng.shell.NoShellException;
import io.wyng.shell.ShellDestination;
import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DestinationStatus.Problem;
import io.wyng.spi.destination.DirectoryEntry;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An archive on an ssh server. Connects when it is used first; then finds out whether there is a
 * shell, and does with SFTP where there is none.
 */
final class SshDestination implements Destination {

  private final SshAddress server;
  private final DestinationAddress address;
  private final ArchivePath root;
  private final LocalSide local;
  private @Nullable SshConnection connection;
  private @Nullable Destination way;
  private @Nullable IOException failure;

  SshDestination(SshAddress server, DestinationAddress address, ArchivePath root, LocalSide local) {
    this.server = server;
    this.address = address;
    this.root = root;
    this.local = local;
  }

  /** The way in which the archive is used, found out at the first call. */
  private synchronized Destination way() throws IOException {
    Destination found = way;
    if (found != null) {
      return found;
    }
    if (failure != null) {
      throw failure;
    }
    try {
      SshConnection made = SshConnection.open(local, server.user(), server.host(), server.port());
      connection = made;
      found =
          switch (local.options().mode()) {
            case AUTO -> shellOrSftp(made);
            case SHELL -> shell(made);
            case SFTP -> sftp(made);
          };
      way = found;
      return found;
    } catch (IOException e) {
      failure = e; // asking again, for a passphrase perhaps, would help nobody
      closeConnection();
      throw e;
    }
  }

  private Destination shellOrSftp(SshConnection made) throws IOException {
    try {
      return shell(made);
    } catch (IOException noShell) {
      // Servers without shells end such a command in many ways; the connection outlives all of
      // them.
      if (!made.isOpen()) {
        throw noShell;
      }
      try {
        return sftp(made);
      } catch (IOException e) {
        if (!made.isOpen()) {
          throw e;
        }
        noShell.addSuppressed(e);
        throw noShell;
      }
    }
  }

  private Destination shell(SshConnection made) throws IOException {
    ShellDestination shell = ShellDestination.over(new SshCommandStarter(made), address, root);
    try {
      shell.connect();
    } catch (NoShellException e) {
      throw made.isOpen() ? e : made.lost("before a shell answered");
    }
    return shell;
  }

  private Destination sftp(SshConnection made) throws IOException {
    SftpSubsystem subsystem = new SftpSubsystem(made, local.limits().answer());
    return SftpDestination.open(subsystem, address.path(), root, local.options().windowBytes());
  }

  @Override
  public Set<DestinationCapability> capabilities() throws IOException {
    return way().capabilities();
  }

  @Override
  public synchronized String transport() {
    SshConnection made = connection;
    String words = way == null ? "ssh" : "ssh with " + way.transport();
    return made == null || made.note().isEmpty() ? words : words + "; " + made.note();
  }

  @Override
  public DestinationStatus probe() {
    try {
      return way().probe();
    } catch (IOException e) {
      Problem problem =
          e instanceof ProviderException explained
              ? Problem.of(explained)
              : new Problem(String.valueOf(e.getMessage()), "");
      return new DestinationStatus(
          false, false, DestinationStatus.UNKNOWN, DestinationStatus.UNKNOWN, List.of(problem));
    }
  }

  @Override
  public Optional<byte[]> read(ArchivePath path, int limitBytes) throws IOException {
    return way().read(path, limitBytes);
  }

  @Override
  public void replace(ArchivePath path, byte[] content) throws IOException {
    way().replace(path, content);
  }

  @Override
  public List<DirectoryEntry> list(ArchivePath directory) throws IOException {
    return way().list(directory);
  }

  @Override
  public void deleteTree(ArchivePath path) throws IOException {
    way().deleteTree(path);
  }

  @Override
  public void rename(ArchivePath from, ArchivePath to) throws IOException {
    way().rename(from, to);
  }

  @Override
  public void sync() throws IOException {
    way().sync();
  }

  @Override
  public Map<ArchivePath, String> digests(Collection<ArchivePath> paths) throws IOException {
    return way().digests(paths);
  }

  @Override
  public Upload openUpload() throws IOException {
    return way().openUpload();
  }

  @Override
  public Download fetch(Iterator<Extent> extents) throws IOException {
    return way().fetch(extents);
  }

  @Override
  public void apply(Iterator<FileChange> changes) throws IOException {
    way().apply(changes);
  }

  @Override
  public synchronized void close() throws IOException {
    Destination used = way;
    way = null;
    if (failure == null) {
      failure = new IOException("The destination is closed");
    }
    try {
      if (used != null) {
        used.close();
      }
    } finally {
      closeConnection();
    }
  }

  private void closeConnection() {
    if (connection != null) {
      connection.close();
    }
  }
}
