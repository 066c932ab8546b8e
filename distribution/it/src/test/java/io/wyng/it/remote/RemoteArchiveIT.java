package io.wyng.it.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every command, on an archive on the far side. */
class RemoteArchiveIT {

  private static final int CHUNK = 64 << 10;
  private static final long BYTES = 70L * CHUNK;

  private Sandbox sandbox;
  private DiskImage image;
  private RemoteArchive archive;
  private final List<String> contents = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void everyCommandWorks(FarSide side, @TempDir Path directory) throws Exception {
    sandbox = Sandbox.in(Files.createDirectory(directory.resolve("work")));
    image = sandbox.volume("disk-1.img").fill(BYTES, 1);
    sandbox.volume("second").fill(BYTES, 1).scribble(5L * CHUNK, CHUNK, 4);
    try (FarSide.Reached reached =
        side.reach(Files.createDirectory(directory.resolve("server")), sandbox)) {
      archive = reached.archive();
      growAnArchive();
      everySessionIsThere();
      readWithoutMetadata();
      shrinkIt();
      archive.run("-u", "arch-delete").succeeded();
    }
    assertTrue(Files.notExists(sandbox.remoteTree()));
  }

  private void growAnArchive() throws IOException {
    archive.initialize("--compression=zstd").succeeded();
    archive.run("add", "disk-1.img", "second").succeeded();
    send("first");
    image.scribble(3L * CHUNK, 2 * CHUNK, 2).erase(20L * CHUNK, 4 * CHUNK);
    send("changed");
    image.resize(BYTES + 9L * CHUNK).scribble(BYTES, CHUNK, 3);
    archive.run("monitor").succeeded();
    send("grown");
    image.resize(30L * CHUNK);
    send("shrunk");
    archive.run("send", "--dedup", "second").succeeded();
    audit();
  }

  private void send(String tag) throws IOException {
    archive.run("send", "disk-1.img", "--tag=" + tag).succeeded();
    contents.add(image.sha256());
  }

  private List<String> sessions() {
    return StreamSupport.stream(
            archive
                .run("list", "disk-1.img", "--json")
                .succeeded()
                .json("volume")
                .path("sessions")
                .spliterator(),
            false)
        .map(session -> session.path("session").asText())
        .toList();
  }

  private void everySessionIsThere() throws IOException {
    List<String> sessions = sessions();
    assertEquals(contents.size(), sessions.size());
    for (int i = 0; i < sessions.size(); i++) {
      archive.run("verify", "disk-1.img", "--session=" + sessions.get(i)).succeeded();
      assertEquals(contents.get(i), restored("--session=" + sessions.get(i)));
    }
    archive.run("arch-check").succeeded();
    archive.run("diff", "disk-1.img").succeeded();
    archive.run("-u", "receive", "--sparse", "disk-1.img", "--save-to=" + image.file()).succeeded();
    assertEquals(contents.getLast(), image.sha256());
  }

  private String restored(String... options) throws IOException {
    Path target = Files.createTempDirectory(sandbox.root(), "restored-").resolve("disk");
    archive.program("receive", "disk-1.img", "--save-to=" + target).with(options).run().succeeded();
    return new DiskImage(target).sha256();
  }

  private void readWithoutMetadata() throws IOException {
    String from = "--from=" + archive.url();
    String below = "--subdir=" + archive.subdirectory();

    String listed = archive.run("-u", "list", from, below).succeeded().output();
    assertTrue(listed.contains("disk-1.img"), listed);
    assertEquals(contents.getLast(), restored("-u", from, below));
  }

  private void shrinkIt() throws IOException {
    archive.run("-u", "prune", "disk-1.img", "--keep-last=2").succeeded();
    assertEquals(contents.getLast(), restored());
    assertEquals(contents.get(contents.size() - 2), restored("--session=^grown"));
    archive.run("arch-deduplicate").succeeded();
    archive.run("rename", "second", "other").succeeded();
    archive.run("verify", "other").succeeded();
    audit();
    archive.run("-u", "delete", "other").succeeded();
    audit();
  }

  private void audit() throws IOException {
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());
    assertEquals(contents.getLast(), audit.volume("disk-1.img").last().sha256());
    assertEquals(Set.of(), audit.leftovers());
  }
}
