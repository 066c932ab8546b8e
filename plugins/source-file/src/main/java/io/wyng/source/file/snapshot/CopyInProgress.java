package io.wyng.source.file.snapshot;

import io.wyng.source.file.image.Image;
import io.wyng.source.file.image.PlainImage;
import io.wyng.source.file.linux.NativeFile;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A snapshot that is still being copied, by a thread of its own, while nobody can open the volume
 * for writing. Until the copy is complete and durable the volume is read in its place, which is the
 * same content.
 */
final class CopyInProgress {

  private final SnapshotWriter writer;
  private final NativeFile volume;
  private final PlainImage volumeImage;
  private final FutureTask<SnapshotFile> copying;
  private final Thread thread;
  private final ReadWriteLock volumeInUse = new ReentrantReadWriteLock();
  private boolean volumeReleased;

  private CopyInProgress(SnapshotWriter writer, NativeFile volume, InstantSource clock)
      throws IOException {
    this.writer = writer;
    this.volume = volume;
    volumeImage = new PlainImage(volume);
    copying = new FutureTask<>(() -> copy(clock));
    thread = Thread.ofPlatform().name("snapshot").daemon().unstarted(copying);
  }

  /**
   * Starts copying.
   *
   * @param volume the volume, from which writers are kept out; it is closed in the end
   */
  static CopyInProgress start(SnapshotWriter writer, NativeFile volume, InstantSource clock)
      throws IOException {
    CopyInProgress copy = new CopyInProgress(writer, volume, clock);
    writer.resize(copy.sizeBytes());
    copy.thread.start();
    return copy;
  }

  private SnapshotFile copy(InstantSource clock) throws IOException {
    try (writer) {
      writer.readFrom(volume, Optional.empty(), clock);
      return writer.publish();
    } finally {
      releaseVolume();
    }
  }

  private void releaseVolume() throws IOException {
    volumeInUse.writeLock().lock();
    try {
      volumeReleased = true;
      volume.close();
    } finally {
      volumeInUse.writeLock().unlock();
    }
  }

  String identity() {
    return writer.identity().toString();
  }

  long sizeBytes() {
    return volumeImage.sizeBytes();
  }

  /** Waits until the snapshot is complete and durable; fails when it will never be. */
  void await() throws IOException {
    try {
      copying.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the copy of a volume");
    }
  }

  /** Whether there is nothing to wait for any more. */
  boolean isEnded() {
    return copying.isDone();
  }

  /** Stops copying; of what is not complete nothing is left. */
  void giveUp() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens the content. */
  Image open() throws IOException {
    return new Content(new PlainImage(openCopy()));
  }

  private NativeFile openCopy() throws IOException {
    try {
      return writer.openPartial();
    } catch (IOException e) {
      // It has become the snapshot meanwhile, or never will.
      await();
      return writer.openPublished();
    }
  }

  /** The volume, and when it is released the copy. */
  private final class Content implements Image {

    private final PlainImage copy;

    Content(PlainImage copy) {
      this.copy = copy;
    }

    @FunctionalInterface
    private interface Question {
      long ask(Image image) throws IOException;
    }

    private long ask(Question question) throws IOException {
      volumeInUse.readLock().lock();
      try {
        if (!volumeReleased) {
          return question.ask(volumeImage);
        }
      } finally {
        volumeInUse.readLock().unlock();
      }
      await();
      return question.ask(copy);
    }

    @Override
    public long sizeBytes() {
      return copy.sizeBytes();
    }

    @Override
    public void read(long position, ByteBuffer target) throws IOException {
      long ignored =
          ask(image -> {
            image.read(position, target);
            return 0;
          });
    }

    @Override
    public long nextData(long position) throws IOException {
      return ask(image -> image.nextData(position));
    }

    @Override
    public long endOfData(long position) throws IOException {
      return ask(image -> image.endOfData(position));
    }

    @Override
    public void close() throws IOException {
      copy.close();
    }
  }
}
