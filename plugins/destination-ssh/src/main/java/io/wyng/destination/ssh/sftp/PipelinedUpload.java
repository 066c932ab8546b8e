package io.wyng.destination.ssh.sftp;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes files without waiting for any of them: each is opened, written, made durable and closed on
 * its own, while others are on their way. What has to do with a file that is on its way itself is
 * begun when that one is done.
 */
final class PipelinedUpload implements Upload {

  /** What a file costs besides its bytes, so that empty ones are not free. */
  private static final int FILE_BYTES = 512;

  private final Archive archive;
  private final List<NewFiles> writers;
  private final Links links;
  private final Window window;
  private final Map<ArchivePath, CompletableFuture<?>> onTheWay = new ConcurrentHashMap<>();

  /** What links on their way are made from, and how many: it must not change before they are. */
  private final Map<ArchivePath, Integer> linkedFrom = new ConcurrentHashMap<>();

  private final Queue<Copy> copies = new ConcurrentLinkedQueue<>();
  private final AtomicReference<@Nullable Failed> failure = new AtomicReference<>();
  private int turn;

  /** A link that could not be made, and has to become a copy. */
  private record Copy(ArchivePath path, ArchivePath existing) {}

  /** The first failure. */
  private record Failed(ArchivePath path, Throwable cause) {}

  PipelinedUpload(Archive archive, List<Sftp> servers) {
    this.archive = archive;
    this.writers = servers.stream().map(NewFiles::new).toList();
    this.links = new Links(archive);
    int files = servers.stream().mapToInt(server -> server.limits().handles()).sum();
    this.window = new Window(files, archive.windowBytes());
  }

  private NewFiles writer() {
    turn = (turn + 1) % writers.size();
    return writers.get(turn);
  }

  @Override
  public void put(ArchivePath path, ByteBuffer content) throws IOException {
    settle(path);
    int size = content.remaining() + FILE_BYTES;
    window.enter(size);
    ByteBuffer copy = ByteBuffer.allocate(content.remaining()).put(content).flip();
    NewFiles writer = writer();
    track(
        path,
        size,
        after(
            onTheWay.get(path),
            () -> open(writer, path).thenCompose(handle -> writer.fill(handle, copy))));
  }

  private CompletableFuture<Handle> open(NewFiles writer, ArchivePath path) {
    return archive
        .tree()
        .create(path.parent())
        .thenCompose(nothing -> {
          archive.unsynced().add(path.parent());
          return writer.create(archive.tree().resolve(path));
        });
  }

  /** Begins something when something else has ended, in whatever way. */
  private static <T> CompletableFuture<T> after(
      @Nullable CompletableFuture<?> before, Supplier<CompletableFuture<T>> action) {
    return before == null
        ? action.get()
        : before.handle((done, failure) -> true).thenCompose(ended -> action.get());
  }

  private void track(ArchivePath path, long size, CompletableFuture<?> work) {
    onTheWay.put(path, work);
    var _ =
        work.whenComplete((done, cause) -> {
          if (cause != null) {
            failure.compareAndSet(null, new Failed(path, cause));
          }
          onTheWay.remove(path, work);
          window.leave(size);
        });
  }

  /** Does what has to be done, or said, before something new is begun. */
  private void settle(ArchivePath path) throws IOException {
    throwFailure();
    if (!copies.isEmpty() || linkedFrom.containsKey(path)) {
      makeCopies();
    }
    archive.syncWhenMany();
  }

  private void throwFailure() throws IOException {
    Failed failed = failure.get();
    if (failed != null) {
      throw archive.explain("write", failed.path, failed.cause);
    }
  }

  @Override
  public void put(ArchivePath path, long length, InputStream content) throws IOException {
    settle(path);
    NewFiles writer = writer();
    Handle handle;
    try {
      handle = Waiting.await(after(onTheWay.get(path), () -> open(writer, path)));
    } catch (IOException e) {
      throw archive.explain("write", path, e);
    }
    boolean complete = false;
    try {
      copy(content, length, path, writer, handle);
      complete = true;
    } finally {
      close(path, writer, handle, complete);
    }
    throwFailure();
  }

  private void copy(
      InputStream content, long length, ArchivePath path, NewFiles writer, Handle handle)
      throws IOException {
    byte[] block = new byte[writer.sftp().limits().write()];
    long at = 0;
    while (true) {
      int count = content.readNBytes(block, 0, (int) Math.min(block.length, length - at));
      if (count == 0) {
        break;
      }
      throwFailure();
      window.enter(count);
      CompletableFuture<Void> written =
          writer.sftp().write(handle, at, ByteBuffer.wrap(block, 0, count));
      var _ =
          written.whenComplete((done, cause) -> {
            if (cause != null) {
              failure.compareAndSet(null, new Failed(path, cause));
            }
            window.leave(count);
          });
      at += count;
    }
    if (at < length || content.read() >= 0) {
      throw wrongLength(path, at < length ? "only " + at + " of" : "more than", length);
    }
  }

  private IOException wrongLength(ArchivePath path, String what, long length) {
    return new ProviderException(
        "The content for "
            + Paths.shown(archive.tree().resolve(path))
            + " has "
            + what
            + " the "
            + length
            + " bytes it should have",
        "Something changed it meanwhile: repeat the command.",
        new EOFException());
  }

  private void close(ArchivePath path, NewFiles writer, Handle handle, boolean complete)
      throws IOException {
    window.awaitEmpty();
    try {
      Waiting.await(writer.finish(handle));
      if (!complete) {
        Waiting.await(writer.removeIfThere(archive.tree().resolve(path)));
      }
    } catch (IOException e) {
      failure.compareAndSet(null, new Failed(path, e));
    }
  }

  @Override
  public boolean link(ArchivePath path, ArchivePath existing) throws IOException {
    settle(path);
    if (!archive.inspection().hardLinks()) {
      refuseLinkedDirectories(path, existing);
      return false;
    }
    window.enter(FILE_BYTES);
    Sftp server = writer().sftp();
    CompletableFuture<?> source = onTheWay.get(existing);
    CompletableFuture<?> former = onTheWay.get(path);
    CompletableFuture<Boolean> made =
        after(source, () -> after(former, () -> links.make(server, path, existing)));
    linkedFrom.merge(existing, 1, Integer::sum);
    var _ =
        made.whenComplete((possible, cause) ->
            linkedFrom.computeIfPresent(existing, (from, n) -> n == 1 ? null : n - 1));
    track(
        path,
        FILE_BYTES,
        made.thenAccept(possible -> {
          archive.unsynced().add(path.parent());
          if (!possible) {
            copies.add(new Copy(path, existing));
          }
        }));
    return true;
  }

  /** Says at once what the copy, which is to be made instead, would run into. */
  private void refuseLinkedDirectories(ArchivePath path, ArchivePath existing) throws IOException {
    try {
      Waiting.await(archive.tree().exists(path.parent()));
      Waiting.await(archive.tree().exists(existing.parent()));
    } catch (IOException e) {
      throw archive.explain("link to", path, e);
    }
  }

  private void makeCopies() throws IOException {
    window.awaitEmpty();
    for (Copy copy = copies.poll(); copy != null; copy = copies.poll()) {
      throwFailure();
      try {
        links.copy(writer(), copy.path, copy.existing);
      } catch (IOException e) {
        throw archive.explain("copy to", copy.path, e);
      }
    }
  }

  @Override
  public void finish() throws IOException {
    window.awaitEmpty();
    throwFailure();
    makeCopies();
    throwFailure();
  }

  /** Waits for what is on its way, so that nothing is written behind the back of what comes. */
  @Override
  public void close() throws IOException {
    window.awaitEmpty();
  }
}
