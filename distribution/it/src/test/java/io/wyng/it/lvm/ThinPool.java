package io.wyng.it.lvm;

import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

/**
 * A thin pool in a volume group of its own.
 *
 * @param group the name of the volume group
 * @param disk the disk that it is on
 */
record ThinPool(String group, Path disk) {

  private static final String NAME = "pool";

  /** The first words of {@code dmsetup status}: start, length, kind, transaction, usage, usage. */
  private static final int WORDS_BEFORE_HELD_ROOT = 6;

  /** Makes the pool. Extents are small, so that volumes need not have whole chunks. */
  static ThinPool create(String group, String disk, int chunkKib, int megabytes) {
    ThinPool pool = new ThinPool(group, Path.of(disk));
    run("vgcreate", "-q", "-s", "4k", group, disk);
    run(
        "lvcreate",
        "-q",
        "-L",
        megabytes + "m",
        "-c",
        chunkKib + "k",
        "--poolmetadatasize",
        "4m",
        "-T",
        pool.location());
    return pool;
  }

  /** What is given as {@code --local}. */
  String location() {
    return group + "/" + NAME;
  }

  /** Makes a volume. */
  DiskImage create(String volume, long bytes) {
    run("lvcreate", "-q", "-V", bytes + "b", "-T", location(), "-n", volume);
    return volume(volume);
  }

  /** A volume. */
  DiskImage volume(String volume) {
    return new DiskImage(Path.of("/dev", group, volume));
  }

  boolean has(String volume) {
    return Files.exists(volume(volume).file());
  }

  void resize(String volume, long bytes) {
    run("lvresize", "-q", "-y", "-f", "-L", bytes + "b", group + "/" + volume);
  }

  void remove(String volume) {
    run("lvremove", "-q", "-f", group + "/" + volume);
  }

  void discard(String volume, long offset, long length) {
    run(
        "blkdiscard",
        "-o",
        Long.toString(offset),
        "-l",
        Long.toString(length),
        volume(volume).file().toString());
  }

  /** The identity of a volume or snapshot. */
  String identity(String volume) {
    return run("lvs", "--noheadings", "-o", "lv_uuid", group + "/" + volume).strip();
  }

  /** The names of all snapshots that the program keeps. */
  String snapshots() {
    return run("lvs", "--noheadings", "-o", "lv_name", group)
        .lines()
        .map(String::strip)
        .filter(name -> name.endsWith(".tick") || name.endsWith(".tock"))
        .sorted()
        .toList()
        .toString();
  }

  /** Whether somebody has the metadata of the pool reserved. */
  boolean isReserved() {
    Scanner status = new Scanner(run("dmsetup", "status", device()));
    return !status.tokens().skip(WORDS_BEFORE_HELD_ROOT).findFirst().orElseThrow().equals("-");
  }

  void reserve() {
    run("dmsetup", "message", device(), "0", "reserve_metadata_snap");
  }

  void release() {
    run("dmsetup", "message", device(), "0", "release_metadata_snap");
  }

  /** Device-mapper doubles the hyphens in names. */
  private String device() {
    return group.replace("-", "--") + "-" + NAME + "-tpool";
  }

  static String run(String... words) {
    return Program.of(words).run().succeeded().output();
  }
}
