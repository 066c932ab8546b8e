package io.wyng.destination.ssh.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The requests of SFTP version 3, and the extensions of OpenSSH that are used here. None of the
 * methods waits. A refused request completes with a {@link StatusException}.
 *
 * <p>Paths are text each of whose characters stands for one byte.
 */
final class Sftp implements AutoCloseable {

  static final int READ = 1;

  /** Create a file for writing, which must not be there: no link is followed. */
  static final int CREATE = 0x02 | 0x08 | 0x20;

  private static final int OUR_VERSION = 3;
  private static final int OPEN = 3;
  private static final int CLOSE = 4;
  private static final int READ_FILE = 5;
  private static final int WRITE = 6;
  private static final int LSTAT = 7;
  private static final int OPENDIR = 11;
  private static final int READDIR = 12;
  private static final int REMOVE = 13;
  private static final int MKDIR = 14;
  private static final int RMDIR = 15;
  private static final int STAT = 17;
  private static final int RENAME = 18;
  private static final int EXTENDED = 200;

  /** Permissions are left to the umask over there. */
  private static final int NO_ATTRIBUTES = 0;

  private final SftpChannel channel;
  private Extensions extensions = new Extensions(Set.of());
  private TransferLimits limits = TransferLimits.LEAST;

  private Sftp(SftpChannel channel) {
    this.channel = channel;
  }

  /** Starts a server and says hello. */
  static Sftp open(SftpLink link) throws IOException {
    Sftp sftp = new Sftp(SftpChannel.open(link));
    try {
      Reply version = Waiting.await(sftp.channel.greet(OUR_VERSION));
      if (version.number() < OUR_VERSION) {
        throw Reply.broken("it is older than version " + OUR_VERSION);
      }
      sftp.extensions = Extensions.parse(version);
      if (sftp.extensions.has(Extensions.LIMITS)) {
        sftp.limits = Waiting.await(sftp.askForLimits());
      }
      return sftp;
    } catch (IOException e) {
      sftp.close();
      throw e;
    }
  }

  private CompletableFuture<TransferLimits> askForLimits() {
    return channel.send(extended(Extensions.LIMITS)).thenApply(Answers.LIMITS);
  }

  Extensions extensions() {
    return extensions;
  }

  TransferLimits limits() {
    return limits;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  CompletableFuture<Handle> open(String path, int flags) {
    Request request = new Request(OPEN).string(path).number(flags).number(NO_ATTRIBUTES);
    return channel.send(request).thenApply(Answers.HANDLE);
  }

  CompletableFuture<Handle> openDirectory(String path) {
    return channel.send(new Request(OPENDIR).string(path)).thenApply(Answers.HANDLE);
  }

  /** Reads at most so many bytes; empty at the end of the file. */
  CompletableFuture<Optional<ByteBuffer>> read(Handle handle, long offset, int length) {
    Request request = new Request(READ_FILE).string(handle.raw()).longNumber(offset).number(length);
    return channel.send(request).thenApply(Answers.data(length));
  }

  /** Writes; the bytes are copied before this returns. */
  CompletableFuture<Void> write(Handle handle, long offset, ByteBuffer bytes) {
    int size = 64 + handle.raw().length() + bytes.remaining();
    Request request =
        new Request(WRITE, size).string(handle.raw()).longNumber(offset).string(bytes);
    return done(channel.send(request));
  }

  CompletableFuture<Void> close(Handle handle) {
    return done(channel.send(new Request(CLOSE).string(handle.raw())));
  }

  CompletableFuture<Void> fsync(Handle handle) {
    return done(channel.send(extended(Extensions.FSYNC).string(handle.raw())));
  }

  /** What is there, links not followed; empty when nothing is. */
  CompletableFuture<Optional<Attributes>> lstat(String path) {
    return channel.send(new Request(LSTAT).string(path)).thenApply(Answers.ATTRIBUTES);
  }

  /** What is there, links followed; empty when nothing is. */
  CompletableFuture<Optional<Attributes>> stat(String path) {
    return channel.send(new Request(STAT).string(path)).thenApply(Answers.ATTRIBUTES);
  }

  /** The next entries of a directory, {@code .} and {@code ..} left out; empty at its end. */
  CompletableFuture<Optional<List<Entry>>> readDirectory(Handle handle) {
    return channel.send(new Request(READDIR).string(handle.raw())).thenApply(Answers.ENTRIES);
  }

  /**
   * An entry of a directory.
   *
   * @param name its name, each character of which stands for one byte
   * @param attributes its own, links not followed
   */
  record Entry(String name, Attributes attributes) {}

  CompletableFuture<Void> remove(String path) {
    return done(channel.send(new Request(REMOVE).string(path)));
  }

  CompletableFuture<Void> makeDirectory(String path) {
    return done(channel.send(new Request(MKDIR).string(path).number(NO_ATTRIBUTES)));
  }

  CompletableFuture<Void> removeDirectory(String path) {
    return done(channel.send(new Request(RMDIR).string(path)));
  }

  /** Renames in one step, in the place of a file that may be there, where the server can. */
  CompletableFuture<Void> rename(String from, String to) {
    Request request =
        extensions.has(Extensions.POSIX_RENAME)
            ? extended(Extensions.POSIX_RENAME)
            : new Request(RENAME);
    return done(channel.send(request.string(from).string(to)));
  }

  CompletableFuture<Void> link(String existing, String path) {
    return done(channel.send(extended(Extensions.HARD_LINK).string(existing).string(path)));
  }

  /** The file system of a path; empty where the server does not tell. */
  CompletableFuture<Optional<Space>> space(String path) {
    if (!extensions.has(Extensions.FILE_SYSTEM)) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    return channel.send(extended(Extensions.FILE_SYSTEM).string(path)).thenApply(Answers.SPACE);
  }

  /** The name of the user with a number; empty where the server does not tell. */
  CompletableFuture<String> userName(int number) {
    if (!extensions.has(Extensions.NAMES_OF_IDS)) {
      return CompletableFuture.completedFuture("");
    }
    byte[] users = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    return channel
        .send(extended(Extensions.NAMES_OF_IDS).string(users).string(new byte[0]))
        .thenApply(Answers.NAME);
  }

  private static Request extended(String name) {
    return new Request(EXTENDED).string(name);
  }

  private static CompletableFuture<Void> done(CompletableFuture<Reply> answer) {
    return answer.thenAccept(Answers::requireOk);
  }

  @Override
  public void close() {
    channel.close();
  }
}
