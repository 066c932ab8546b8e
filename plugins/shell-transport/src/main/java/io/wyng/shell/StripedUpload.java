package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An upload by several shells in turns, of which each has a window of its own on the way there.
 * What has to do with a file that is on its way goes the same way, so that the order is kept. A
 * short upload makes do with the first shell.
 */
final class StripedUpload implements Upload {

  /** From here on it is worth while to start more shells. */
  private static final long LONG_BYTES = 1 << 20;

  /** How many files may be on their way before all that was sent is waited for. */
  private static final int MOST_ON_THE_WAY = 8192;

  private final List<ShellUpload> stripes = new ArrayList<>();
  private final int most;
  private final Supplier<Optional<ShellUpload>> further;
  private final Map<ArchivePath, ShellUpload> onTheWay = new HashMap<>();
  private final List<CompletableFuture<Optional<ShellUpload>>> starting = new ArrayList<>();
  private long bytes;
  private int turn;

  /**
   * An upload that grows.
   *
   * @param first its first stripe
   * @param most how many stripes there may be
   * @param further starts another one, if the far side lets it
   */
  StripedUpload(ShellUpload first, int most, Supplier<Optional<ShellUpload>> further) {
    stripes.add(first);
    this.most = most;
    this.further = further;
  }

  @Override
  public void put(ArchivePath path, ByteBuffer content) throws IOException {
    int size = content.remaining();
    stripeFor(path).put(path, content);
    count(size);
  }

  @Override
  public void put(ArchivePath path, long length, InputStream content) throws IOException {
    stripeFor(path).put(path, length, content);
    count(length);
  }

  @Override
  public boolean link(ArchivePath path, ArchivePath existing) throws IOException {
    ShellUpload ofPath = onTheWay.get(path);
    ShellUpload ofExisting = onTheWay.get(existing);
    if (ofPath != null && ofExisting != null && ofPath != ofExisting) {
      settle();
      ofExisting = null;
    }
    ShellUpload stripe = stripeFor(ofExisting == null ? path : existing);
    onTheWay.put(path, stripe);
    onTheWay.put(existing, stripe);
    return stripe.link(path, existing);
  }

  private ShellUpload stripeFor(ArchivePath path) throws IOException {
    if (onTheWay.size() >= MOST_ON_THE_WAY) {
      settle();
    }
    return onTheWay.computeIfAbsent(path, _ -> next());
  }

  private ShellUpload next() {
    turn = (turn + 1) % stripes.size();
    return stripes.get(turn);
  }

  /** Starts further shells beside the work of the first one, and lets them join in. */
  private void count(long size) {
    boolean wasShort = bytes < LONG_BYTES;
    bytes += size;
    if (wasShort && bytes >= LONG_BYTES) {
      for (int i = 1; i < most; i++) {
        starting.add(
            CompletableFuture.supplyAsync(
                further, task -> Thread.ofVirtual().name("further-upload").start(task)));
      }
    }
    starting.removeIf(one -> one.isDone() && join(one));
  }

  private boolean join(CompletableFuture<Optional<ShellUpload>> started) {
    started.join().ifPresent(stripes::add);
    return true;
  }

  private void settle() throws IOException {
    for (ShellUpload stripe : stripes) {
      stripe.flush();
    }
    for (ShellUpload stripe : stripes) {
      stripe.finish();
    }
    onTheWay.clear();
  }

  @Override
  public void finish() throws IOException {
    settle();
  }

  @Override
  public void close() throws IOException {
    starting.forEach(this::join);
    IOException failure = null;
    for (ShellUpload stripe : stripes) {
      try {
        stripe.close();
      } catch (IOException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
