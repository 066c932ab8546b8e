package io.wyng.spi.contract;

import io.wyng.spi.durable.DurableFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Durable files that count their steps and can stop, fail or tear at any one of them, and that know
 * what a power cut would leave behind. For suites that try every step of an operation:
 *
 * <pre>{@code
 * boolean crashed = true;
 * for (long step = 1; crashed; step++) {
 *   Path directory = newDirectoryWithAnArchive();
 *   try (FaultyFiles files = FaultyFiles.below(directory)) {
 *     files.stopAt(step);
 *     try {
 *       backUp(files);
 *       crashed = false;
 *     } catch (FaultyFiles.PowerCut e) {
 *       files.cutPower(FaultyFiles.Survivors.FORCED_ONLY);
 *       assertArchiveOpens(directory);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A step is one call of a method that changes or forces something; the composed ones, such as
 * {@link DurableFiles#replace}, are several. Steps are numbered from 1. Safe for use by several
 * threads, whose steps are then counted in the order in which they happen.
 *
 * <p>The model of power cuts sees only what is done through this object.
 */
public final class FaultyFiles implements DurableFiles, AutoCloseable {

  /** The machine stopped. An error, because no code may handle it: the process is no more. */
  public static final class PowerCut extends Error {

    private static final long serialVersionUID = 1L;

    private PowerCut(String step) {
      super("The power was cut before or during the step: " + step);
    }
  }

  /**
   * What a power cut leaves on the disk. File systems differ; code must live with each of these.
   */
  public enum Survivors {
    /** Everything: as if only the process had been killed. */
    EVERYTHING,
    /** All names, but files whose content was not forced are empty. */
    NAMES,
    /**
     * What was forced: files whose content was not forced are empty, and whatever was created,
     * renamed, linked or deleted in a directory that was not forced afterwards is undone.
     */
    FORCED_ONLY
  }

  private enum Fault {
    NONE,
    STOP,
    FAIL,
    TEAR
  }

  private final DurableFiles real;
  private final UnforcedChanges unforced;
  private final List<String> journal = new ArrayList<>();
  private Fault planned = Fault.NONE;
  private long faultyStep;
  private String failure = "";
  private boolean stopped;

  private FaultyFiles(DurableFiles real, Path directory) {
    this.real = real;
    this.unforced = new UnforcedChanges(directory.toAbsolutePath());
  }

  /**
   * Files of the operating system, without a fault so far.
   *
   * @param directory an existing directory, below which all changes are made. Beside it, under the
   *     same name with {@code .shadow} appended, lies what a power cut may bring back, until this
   *     object is closed
   * @return the files
   */
  public static FaultyFiles below(Path directory) {
    return new FaultyFiles(DurableFiles.system(), directory);
  }

  /**
   * Cuts the power before a step: it and all later ones throw {@link PowerCut} and do nothing.
   *
   * @param step its number
   */
  public synchronized void stopAt(long step) {
    plan(Fault.STOP, step, "");
  }

  /**
   * Lets one step fail without doing anything; the later ones work again.
   *
   * @param step its number
   * @param reason the system's words, for instance {@code No space left on device}
   */
  public synchronized void failAt(long step, String reason) {
    plan(Fault.FAIL, step, reason);
  }

  /**
   * Cuts the power in the middle of a step: if it writes a file, half of the content is written.
   * All later steps throw {@link PowerCut}, as does this one. A step that writes nothing is not
   * done.
   *
   * @param step its number
   */
  public synchronized void tearAt(long step) {
    plan(Fault.TEAR, step, "");
  }

  private void plan(Fault fault, long step, String reason) {
    planned = fault;
    faultyStep = step;
    failure = reason;
  }

  /**
   * How many steps there were, the failed one included.
   *
   * @return their number
   */
  public synchronized long steps() {
    return journal.size();
  }

  /**
   * The steps in words, such as {@code rename /a/info.new to /a/info}.
   *
   * @return one line for each step so far
   */
  public synchronized List<String> journal() {
    return List.copyOf(journal);
  }

  /**
   * Leaves in the directory what would be there after a power cut at this moment, and switches the
   * power on again: no fault is planned any more, steps are counted on, and what is there now
   * counts as forced.
   *
   * @param survivors what the file system saves
   * @throws IOException when the directory cannot be changed
   */
  public synchronized void cutPower(Survivors survivors) throws IOException {
    switch (survivors) {
      case EVERYTHING -> unforced.forget();
      case NAMES -> unforced.loseContents();
      case FORCED_ONLY -> unforced.loseNamesAndContents();
    }
    stopped = false;
    plan(Fault.NONE, 0, "");
  }

  /** Removes what was kept for a power cut. */
  @Override
  public synchronized void close() throws IOException {
    unforced.forget();
  }

  /** Counts a step, and answers whether its write is to be torn. */
  private boolean begin(String step, Path path) throws IOException {
    if (!stopped) {
      journal.add(step);
    }
    boolean now = planned != Fault.NONE && journal.size() == faultyStep;
    if (now && planned == Fault.FAIL) {
      planned = Fault.NONE;
      throw new FileSystemException(path.toString(), null, failure);
    }
    boolean torn = now && planned == Fault.TEAR && !stopped && step.startsWith("write ");
    boolean cut = stopped || now;
    stopped = cut;
    if (cut && !torn) {
      throw new PowerCut(step);
    }
    return torn;
  }

  @Override
  public synchronized void createDirectory(Path directory) throws IOException {
    begin("create directory " + directory, directory);
    boolean existed = exists(directory);
    real.createDirectory(directory);
    if (!existed) {
      unforced.created(directory);
    }
  }

  @Override
  public void write(Path file, ByteBuffer content) throws IOException {
    write(
        file,
        () -> real.write(file, content),
        () -> real.write(file, content.slice(content.position(), content.remaining() / 2)));
  }

  @Override
  public void write(Path file, InputStream content) throws IOException {
    write(
        file,
        () -> real.write(file, content),
        () -> {
          byte[] whole = content.readAllBytes();
          real.write(file, new ByteArrayInputStream(whole, 0, whole.length / 2));
        });
  }

  /** A way to write. */
  private interface Write {
    void run() throws IOException;
  }

  private synchronized void write(Path file, Write whole, Write half) throws IOException {
    String step = "write " + file;
    boolean torn = begin(step, file);
    boolean existed = exists(file);
    try {
      (torn ? half : whole).run();
    } finally {
      if (exists(file)) {
        unforced.written(file, !existed);
      }
    }
    if (torn) {
      throw new PowerCut(step);
    }
  }

  @Override
  public synchronized void force(Path path) throws IOException {
    begin("force " + path, path);
    real.force(path);
    unforced.forced(path);
  }

  @Override
  public synchronized void forceFileSystem(Path path) throws IOException {
    begin("force the file system of " + path, path);
    real.forceFileSystem(path);
    unforced.forget();
  }

  @Override
  public synchronized void rename(Path from, Path to) throws IOException {
    begin("rename " + from + " to " + to, from);
    Optional<Path> replaced = unforced.keep(to);
    real.rename(from, to);
    if (!exists(from)) {
      unforced.renamed(from, to, replaced);
    }
  }

  @Override
  public synchronized void link(Path link, Path existing) throws IOException {
    begin("link " + link + " to " + existing, link);
    real.link(link, existing);
    unforced.created(link);
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    begin("delete " + path, path);
    Optional<Path> kept = unforced.keep(path);
    real.delete(path);
    if (kept.isPresent()) {
      unforced.deleted(path, kept.get());
    }
  }

  private static boolean exists(Path path) {
    return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
  }
}
