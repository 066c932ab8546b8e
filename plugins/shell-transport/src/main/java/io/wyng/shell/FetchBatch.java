package io.wyng.shell;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extents that are asked for with one request, and the answer to it. Either the beginnings of many
 * files, or a part of one.
 */
final class FetchBatch {

  private static final int MOST_FILES = 256;
  private static final int MOST_BYTES = 32 << 20;

  /** What is longer is a part, although it starts at the beginning. */
  private static final int LONGEST_BEGINNING = 4 << 20;

  private final List<Extent> extents = new ArrayList<>();
  private final NameBatch names = new NameBatch();
  private long bytes;
  private int longest;

  // The answer, as far as it was taken.
  private int taken;
  private boolean begun;
  private String marks = "";
  private long[] sizes = {};
  private int filesLeft;
  private @Nullable ShellFailure failure;

  /** Whether an extent can be asked for together with those that are in already. */
  boolean takes(Extent extent) {
    return extents.isEmpty()
        || (isBeginning(extent)
            && isBeginning(extents.getFirst())
            && extents.size() < MOST_FILES
            && bytes + extent.maxLength() <= MOST_BYTES
            && names.hasRoomFor(ArchiveSite.name(extent.path())));
  }

  private static boolean isBeginning(Extent extent) {
    return extent.offset() == 0 && extent.maxLength() <= LONGEST_BEGINNING;
  }

  void add(Extent extent) {
    extents.add(extent);
    names.add(ArchiveSite.name(extent.path()));
    bytes += extent.maxLength();
    longest = Math.max(longest, extent.maxLength());
  }

  boolean isEmpty() {
    return extents.isEmpty();
  }

  void request(RemoteShell shell) throws IOException {
    Extent first = extents.getFirst();
    if (isBeginning(first)) {
      byte[] block = names.bytes();
      shell.send("fetch " + block.length + " " + longest, block);
    } else {
      shell.send(
          "part " + first.offset() + " " + first.maxLength(),
          ArchiveSite.lines(ArchiveSite.name(first.path())));
    }
  }

  /** Whether all its extents were taken. */
  boolean isTaken() {
    return taken == extents.size();
  }

  /** The file that is next. */
  ArchivePath nextPath() {
    return extents.get(taken).path();
  }

  /** Takes the next extent. */
  long next(RemoteShell shell, ByteBuffer target) throws IOException {
    Extent extent = extents.get(taken);
    if (!isBeginning(extent)) {
      taken++;
      return part(shell, extent, target);
    }
    if (!begun) {
      begin(shell);
    }
    int index = taken++;
    if (index >= marks.length()) {
      throw failure == null ? shell.broken("it left out a file") : failure;
    }
    return marks.charAt(index) == FoundFiles.THERE
        ? beginning(shell, extent, target)
        : Download.MISSING;
  }

  private void begin(RemoteShell shell) throws IOException {
    marks = FoundFiles.marks(shell, extents.size());
    begun = true;
    filesLeft = (int) marks.chars().filter(mark -> mark == FoundFiles.THERE).count();
    sizes = new long[filesLeft];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = shell.read(AnswerReader::number);
    }
    if (filesLeft == 0) {
      takeOutcome(shell);
    }
  }

  private long beginning(RemoteShell shell, Extent extent, ByteBuffer target) throws IOException {
    long size = sizes[sizes.length - filesLeft];
    int sent = (int) Math.min(size, longest);
    int wanted = Math.min(sent, extent.maxLength());
    shell.read(answers -> {
      answers.bytes(target, wanted);
      answers.skip(sent - wanted);
      return true;
    });
    filesLeft--;
    if (filesLeft == 0) {
      takeOutcome(shell);
    }
    return size;
  }

  /** The outcome says whether what was sent is right; a failure may be that of the next file. */
  private void takeOutcome(RemoteShell shell) throws IOException {
    try {
      shell.expectOk();
    } catch (ShellFailure e) {
      if (shell.isBroken() || marks.length() == extents.size()) {
        throw e;
      }
      failure = e;
    }
  }

  private static long part(RemoteShell shell, Extent extent, ByteBuffer target) throws IOException {
    String line = shell.line();
    if (line.equals("missing")) {
      shell.wasOutcome();
      return Download.MISSING;
    }
    if (!line.matches("part [0-9]{1,18}")) {
      throw shell.broken("\"" + RemoteText.clean(line) + "\"");
    }
    long available =
        Math.max(0, Long.parseLong(line.substring("part ".length())) - extent.offset());
    int length = (int) Math.min(available, extent.maxLength());
    shell.read(answers -> {
      answers.bytes(target, length);
      return true;
    });
    shell.expectOk();
    return available;
  }
}
