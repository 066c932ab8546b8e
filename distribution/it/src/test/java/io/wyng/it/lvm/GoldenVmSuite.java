package io.wyng.it.lvm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An archive that the original program made of a thin pool comes to a new machine with an empty
 * pool of the same name, and goes on there. Archive and pool have the names of the original.
 */
class GoldenVmSuite {

  private static final String NAME = "f1-zlib-sha256-c1";
  private static final String VOLUME = "root-1";

  private ThinPool pool;
  private Backup backup;
  private JsonNode newest;

  @BeforeEach
  void unpackAnArchiveBesideAnEmptyPool() throws IOException {
    pool = ThinPool.create("vg", "/dev/vda", 64, 150);
    Path unpacked = Files.createTempDirectory("golden");
    ThinPool.run(
        "tar",
        "--zstd",
        "--no-same-owner",
        "-xpf",
        Workplace.goldenArchives().resolve(NAME + ".tar.zst").toString(),
        "-C",
        unpacked.toString());
    ThinPool.run("mkfs.ext4", "-q", "-F", "/dev/vdb");
    backup = Backup.mounted("dest", "ext4", "/dev/vdb", "rw");
    ThinPool.run(
        "cp",
        "-a",
        unpacked.resolve("dest/wyng.backup").toString(),
        backup.mountPoint().toString());
    ThinPool.run(
        "cp", "-a", unpacked.resolve("var/wyng.backup").toString(), backup.metadata().toString());
    JsonNode sessions =
        new ObjectMapper()
            .readTree(unpacked.resolve("expected.json").toFile())
            .path("volumes")
            .path(VOLUME)
            .path("sessions");
    newest = sessions.get(sessions.size() - 1);
  }

  @Test
  void aVolumeIsRestoredToItsOldPlaceAndSentFromThere() throws IOException {
    backup.run("receive", VOLUME).succeeded();
    DiskImage volume = pool.volume(VOLUME);
    assertEquals(newest.path("sha256").asText(), volume.sha256());

    volume.scribble(3 << 20, 70_000, 1);
    JsonNode comparison = backup.send(VOLUME);
    String afterComparison = volume.sha256();
    volume.scribble(5 << 20, 10, 2);
    pool.discard(VOLUME, 0, 1 << 20);
    JsonNode incremental = backup.send(VOLUME);

    assertEquals("comparison", comparison.path("kind").asText());
    assertEquals("incremental", incremental.path("kind").asText());
    ArchiveAudit audit = backup.audit();
    int sessions = audit.volume(VOLUME).sessions().size();
    assertEquals(
        newest.path("sha256").asText(), audit.volume(VOLUME).sessions().get(sessions - 3).sha256());
    assertEquals(afterComparison, audit.volume(VOLUME).sessions().get(sessions - 2).sha256());
    assertEquals(volume.sha256(), audit.volume(VOLUME).last().sha256());
  }
}
