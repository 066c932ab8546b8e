package io.wyng.it.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * An archive with everything around it in one directory: disk images, this machine's metadata, and
 * the destination.
 *
 * @param root the directory, an absolute path
 * @param wyng the program that is used
 */
public record Sandbox(Path root, Wyng wyng) {

  /** A sandbox for the assembled program. */
  public static Sandbox in(Path root) throws IOException {
    Sandbox sandbox = new Sandbox(root.toRealPath(), Wyng.assembled());
    Files.createDirectories(sandbox.volumes());
    Files.createDirectories(sandbox.destination());
    Files.createDirectories(sandbox.metadata());
    return sandbox;
  }

  /** The same place, but another copy of the program. */
  public Sandbox using(Wyng other) {
    return new Sandbox(root, other);
  }

  /** The directory whose files are the volumes. */
  public Path volumes() {
    return root.resolve("volumes");
  }

  /** The directory in which the archive is made. */
  public Path destination() {
    return root.resolve("destination");
  }

  /** What is given as {@code --meta-dir}. */
  public Path metadata() {
    return root.resolve("metadata");
  }

  /** The metadata on this machine. */
  public Path localTree() {
    return metadata().resolve("wyng.backup");
  }

  /** The archive at the destination. */
  public Path remoteTree() {
    return destination().resolve("wyng.backup");
  }

  /** A file of this machine's metadata. */
  public Path local(String path) {
    return localTree().resolve("default").resolve(path);
  }

  /** A file of the archive at the destination. */
  public Path remote(String path) {
    return remoteTree().resolve("default").resolve(path);
  }

  /** A volume, which need not exist. */
  public DiskImage volume(String name) {
    return new DiskImage(volumes().resolve(name));
  }

  /** A command line on this archive. */
  public Program program(String... arguments) {
    return wyng.program(arguments).with("--meta-dir=" + metadata()).in(root);
  }

  /** Runs a command on this archive. */
  public Result run(String... arguments) {
    return program(arguments).run();
  }

  /** Makes the archive. */
  public Result initialize(String... options) {
    List<String> words = new ArrayList<>(List.of("arch-init", "--local=" + volumes()));
    words.add("--dest=internal:/");
    words.add("--subdir=" + Path.of("/").relativize(destination()));
    words.addAll(List.of(options));
    return run(words.toArray(String[]::new));
  }

  /** Adds a volume and sends it for the first time. */
  public Result begin(String volume) {
    run("add", volume).succeeded();
    return send(volume);
  }

  /** Sends a volume and insists on success. */
  public Result send(String volume) {
    return run("send", volume, "--json").succeeded();
  }

  /** The sessions of a volume, oldest first, as the program lists them. */
  public List<String> sessions(String volume) {
    JsonNode listed = run("list", volume, "--json").succeeded().json("volume");
    return StreamSupport.stream(listed.path("sessions").spliterator(), false)
        .map(session -> session.path("session").asText())
        .toList();
  }

  /** Restores a session of a volume to a new file, and insists on success. */
  public DiskImage restored(String volume, String session) throws IOException {
    Path target = Files.createTempDirectory(root, "restored-").resolve(volume);
    run("receive", volume, "--session=" + session, "--save-to=" + target).succeeded();
    return new DiskImage(target);
  }
}
