package io.wyng.source.lvmthin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * The note that a process leaves in {@code /run} while it holds a pool's metadata snapshot, so that
 * after its sudden death the next one can tell this leftover from a reservation by somebody else.
 *
 * <p>A note counts only for the boot of the host in which it was written, for the block it names,
 * and once the process that wrote it is gone.
 *
 * @param bootId the kernel's identity of this boot
 * @param heldRoot the block of the metadata snapshot
 * @param processId who holds it
 * @param processStart when that process started, in clock ticks since the boot: process numbers are
 *     used again
 */
record ReservationMarker(String bootId, long heldRoot, long processId, String processStart) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  /** Fields of /proc/PID/stat that follow the program's name, up to the start time. */
  private static final int START_TIME_FIELD = 19;

  /** The note of this process. */
  static ReservationMarker ofThisProcess(long heldRoot) throws IOException {
    long processId = ProcessHandle.current().pid();
    return new ReservationMarker(
        Files.readString(BOOT_ID).strip(),
        heldRoot,
        processId,
        startOf(processId).orElseThrow(() -> new IOException("/proc is not mounted")));
  }

  static Path file(Path directory, LvName pool) {
    return directory.resolve(DeviceMapper.poolDevice(pool) + ".reserved");
  }

  /** Reads a note; empty when there is none, or none that can be understood. */
  static Optional<ReservationMarker> read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ReservationMarker(
              lines.get(0),
              Long.parseLong(lines.get(1)),
              Long.parseLong(lines.get(2)),
              lines.get(3)));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Writes the note about a pool, whole or not at all. */
  void write(Path directory, LvName pool) throws IOException {
    Files.createDirectories(
        directory,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path draft = directory.resolve(DeviceMapper.poolDevice(pool) + ".new");
    Files.writeString(
        draft,
        String.join(
            "\n", bootId, Long.toString(heldRoot), Long.toString(processId), processStart, ""),
        StandardCharsets.US_ASCII);
    Files.move(draft, file(directory, pool), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether it speaks of this metadata snapshot. */
  boolean isAbout(long block) throws IOException {
    return heldRoot == block && bootId.equals(Files.readString(BOOT_ID).strip());
  }

  /** Whether the process that wrote it is still there. */
  boolean isHolderAlive() throws IOException {
    return startOf(processId).filter(processStart::equals).isPresent();
  }

  private static Optional<String> startOf(long processId) throws IOException {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(processId), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
      return fields.length > START_TIME_FIELD
          ? Optional.of(fields[START_TIME_FIELD])
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
