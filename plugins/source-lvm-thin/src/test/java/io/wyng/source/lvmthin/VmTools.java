package io.wyng.source.lvmthin;

import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.RangeConsumer;
import io.wyng.spi.source.Snapshot;
import io.wyng.spi.source.Source;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Steps that several suites share. */
final class VmTools {

  static final UUID ARCHIVE = UUID.fromString("6c1e9a5e-6b1f-4b0e-9c57-2f3f0c6b1d11");
  static final UUID OTHER_ARCHIVE = UUID.fromString("11111111-6b1f-4b0e-9c57-2f3f0c6b1d11");

  /** The pool {@link LvmSandbox#POOL} as device-mapper names it. */
  static final String POOL_DEVICE = "vm--1-pool--64k-tpool";

  private static final List<String> PROGRAMS =
      List.of(
          "lvs",
          "lvcreate",
          "lvchange",
          "lvrename",
          "lvremove",
          "lvextend",
          "lvreduce",
          "dmsetup",
          "thin_delta",
          "blkdiscard");

  private VmTools() {}

  static Source open(String pool) throws IOException {
    return new LvmThinProvider().open(LvmSandbox.location(pool));
  }

  static byte[] content(Source source, Snapshot snapshot) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(snapshot.sizeBytes()));
    try (var reader = source.openReader(snapshot)) {
      reader.read(0, bytes);
    }
    return bytes.array();
  }

  static List<String> changed(Source source, Snapshot baseline, Snapshot current)
      throws IOException {
    try (ChangeScan scan = source.openScan()) {
      return collect(ranges -> scan.changed(baseline, current, ranges));
    }
  }

  static List<String> allocated(Source source, Snapshot snapshot) throws IOException {
    try (ChangeScan scan = source.openScan()) {
      return collect(ranges -> scan.allocated(snapshot, ranges));
    }
  }

  /** Something that reports ranges. */
  interface Scan {
    void into(RangeConsumer ranges) throws IOException;
  }

  /** The ranges as OFFSET+LENGTH in KiB. */
  static List<String> collect(Scan scan) throws IOException {
    List<String> found = new ArrayList<>();
    scan.into((offset, length) -> found.add((offset >> 10) + "+" + (length >> 10)));
    return found;
  }

  static PoolStatus status(String pool) throws IOException {
    return new DeviceMapper(Programs.ofThisHost())
        .poolStatus(new LvName(LvmSandbox.GROUP, pool))
        .orElseThrow();
  }

  /** Whether the metadata of the pool is reserved. */
  static boolean isReserved() throws IOException {
    return status(LvmSandbox.POOL).heldRoot().isPresent();
  }

  /** Sends the pool a message. */
  static void message(String message) throws IOException {
    LvmSandbox.run("dmsetup", "message", POOL_DEVICE, "0", message);
  }

  /**
   * A host on which some programs are scripts, and the others are as they are. A program whose
   * script is empty is missing.
   */
  static LvmHost hostWith(Path directory, Map<String, String> scripts) throws IOException {
    Path programs = Files.createDirectories(directory.resolve("programs"));
    for (String program : PROGRAMS) {
      String script = scripts.getOrDefault(program, "exec /usr/sbin/" + program + " \"$@\"");
      if (!script.isEmpty()) {
        Path file = Files.writeString(programs.resolve(program), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    return new LvmHost(new Programs(List.of(programs)), Path.of("/run/wyng"));
  }
}
