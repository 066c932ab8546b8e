package io.wyng.it.lvm;

import com.fasterxml.jackson.databind.JsonNode;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Wyng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An archive of the volumes of a thin pool, on a file system of its own.
 *
 * @param mountPoint where the destination is mounted
 * @param metadata what is given as {@code --meta-dir}
 */
record Backup(Path mountPoint, Path metadata) {

  /** Compiling well costs an emulated processor more time than it gains for a short run. */
  private static final String FOR_EMULATION = "-XX:TieredStopAtLevel=1";

  /** Makes a file system on a disk, mounts it, and makes the archive there. */
  static Backup create(String name, String disk, ThinPool pool, String... options)
      throws IOException {
    ThinPool.run("mkfs.ext4", "-q", "-F", disk);
    Backup backup = mounted(name, "ext4", disk, "rw");
    backup.initialize(pool, options).succeeded();
    return backup;
  }

  /** Mounts a file system for an archive to come. */
  static Backup mounted(String name, String type, String device, String options)
      throws IOException {
    Path mountPoint = Files.createDirectories(Path.of("/mnt", name));
    ThinPool.run("mount", "-t", type, "-o", options, device, mountPoint.toString());
    return new Backup(mountPoint, Files.createTempDirectory("metadata-" + name));
  }

  Result initialize(ThinPool pool, String... options) {
    List<String> words = new ArrayList<>();
    words.addAll(
        List.of("arch-init", "--local=" + pool.location(), "--dest=internal:" + mountPoint));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  Program program(String... words) {
    return Wyng.assembled()
        .program(words)
        .with("--meta-dir=" + metadata)
        .withVariable("WYNG_JAVA_OPTS", FOR_EMULATION);
  }

  Result run(String... words) {
    return program(words).run();
  }

  /** Sends a volume and returns what is reported of it. */
  JsonNode send(String volume) {
    return run("send", volume, "--json").succeeded().json("sent");
  }

  ArchiveAudit audit() throws IOException {
    return ArchiveAudit.of(metadata.resolve("wyng.backup"), mountPoint.resolve("wyng.backup"));
  }
}
