package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shells on the far side: one for plain calls, one or some for an upload, one for a download,
 * each started when it is needed first and kept. Safe for use by several threads.
 */
final class Shells implements AutoCloseable {

  /** What a shell is for. */
  enum Purpose {
    CALLS,
    UPLOAD,
    DOWNLOAD
  }

  /** The one command that is ever started: whatever the login shell is, it understands this. */
  private static final String COMMAND = "exec sh";

  private static final int TOKEN_BYTES = 16;

  private final CommandStarter starter;
  private final ArchiveSite site;
  private final Timing timing;
  private final Map<Purpose, Deque<RemoteShell>> idle = new EnumMap<>(Purpose.class);
  private @Nullable IOException failure;
  private volatile String tar = "";
  private volatile String device = "";

  Shells(CommandStarter starter, ArchiveSite site, Timing timing) {
    this.starter = starter;
    this.site = site;
    this.timing = timing;
  }

  /** Which tar is over there; empty as long as nothing was contacted. */
  String tar() {
    return tar;
  }

  /** The shell for plain calls. Once its connection broke, every further call fails. */
  synchronized RemoteShell forCalls() throws IOException {
    RemoteShell shell = idle(Purpose.CALLS).peek();
    if (shell == null) {
      shell = start();
      idle(Purpose.CALLS).add(shell);
    }
    return shell;
  }

  /** A shell for a purpose; afterwards it is given back, or discarded by whoever took it. */
  synchronized RemoteShell take(Purpose purpose) throws IOException {
    RemoteShell shell = idle(purpose).poll();
    return shell == null ? start() : shell;
  }

  /**
   * One more shell for an upload, which can do without.
   *
   * @return the shell; empty when the far side runs no more of them
   */
  Optional<RemoteShell> takeFurther() {
    RemoteShell shell;
    synchronized (this) {
      shell = idle(Purpose.UPLOAD).poll();
    }
    try {
      return Optional.of(shell == null ? greeted() : shell);
    } catch (IOException e) {
      return Optional.empty(); // whoever uses the first one is told when the connection is lost
    }
  }

  /** Gives back a shell that is done with all that it was asked for. */
  synchronized void giveBack(Purpose purpose, RemoteShell shell) throws IOException {
    if (shell.isBroken() || failure != null) {
      shell.discard();
    } else {
      idle(purpose).add(shell);
    }
  }

  private Deque<RemoteShell> idle(Purpose purpose) {
    return idle.computeIfAbsent(purpose, _ -> new ArrayDeque<>());
  }

  private RemoteShell start() throws IOException {
    if (failure != null) {
      throw failure;
    }
    try {
      return site.attempt("start a shell for", ArchivePath.ROOT, this::greeted);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  private RemoteShell greeted() throws IOException {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    String token = HexFormat.of().formatHex(random);
    Duration silenceLimit = timing.silenceLimit();
    RemoteShell shell = new RemoteShell(starter.start(COMMAND), token, silenceLimit);
    try {
      String foundTar =
          shell.greet(FarSideScript.bytes(token, timing.beat(), !tar.isEmpty()), starter);
      if (tar.isEmpty()) {
        tar = foundTar;
      }
      prepare(shell);
      return shell;
    } catch (IOException e) {
      shell.discard();
      throw e;
    }
  }

  /** Tells the shell where the archive is, and looks whether all bytes pass in both directions. */
  private void prepare(RemoteShell shell) throws IOException {
    byte[] place = site.place();
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    shell.send("place", place);
    shell.send("echo " + all.length, all);
    checkDevice(shell, shell.line());
    shell.expectOk();
    byte[] back = new byte[all.length];
    String announced = shell.line();
    shell.read(answers -> {
      answers.bytes(ByteBuffer.wrap(back), back.length);
      return true;
    });
    shell.expectOk();
    if (!announced.equals("bytes " + all.length) || !Arrays.equals(all, back)) {
      throw new NoShellException(
          "Between here and the shell of "
              + starter.farSide()
              + " something changes the bytes that pass",
          "Let commands run there without a terminal, and without a filter in between.");
    }
  }

  /**
   * When a disk drops out its empty mount point remains, and a shell that is started later would
   * write there.
   */
  private void checkDevice(RemoteShell shell, String line) throws IOException {
    if (!line.startsWith("device ")) {
      throw shell.broken("\"" + RemoteText.clean(line) + "\"");
    }
    if (device.isEmpty()) {
      device = line;
    } else if (!device.equals(line)) {
      throw ShellFailure.unfit(
          "the file system at " + site.address().path() + " was unmounted or exchanged",
          "Mount it again and repeat the command.");
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (failure == null) {
      failure = new IOException("The destination " + site.address() + " was closed");
    }
    try {
      for (Deque<RemoteShell> shells : idle.values()) {
        for (RemoteShell shell : shells) {
          shell.close();
        }
      }
    } finally {
      idle.clear();
      starter.close();
    }
  }
}
