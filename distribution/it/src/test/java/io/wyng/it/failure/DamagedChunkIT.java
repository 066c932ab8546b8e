package io.wyng.it.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.wyng.it.archive.ArchiveAudit;
import io.wyng.it.program.DiskImage;
import io.wyng.it.program.Sandbox;
import io.wyng.it.program.Sha256;
import io.wyng.it.program.TreeState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One chunk at the destination is not what it was; before and after, the archive is in order. */
class DamagedChunkIT {

  private static final int CHUNK = 64 << 10;
  private static final String ADDRESS = "x0000000000010000";

  private static Sandbox sandbox;
  private static String session;
  private static Path chunk;
  private static TreeState intact;

  /** What can happen to a chunk file, and a word of the message about it. */
  enum Damage {
    MISSING("missing") {
      @Override
      void afflict(Path file) throws IOException {
        Files.delete(file);
      }
    },
    EMPTY("empty") {
      @Override
      void afflict(Path file) throws IOException {
        Files.write(file, new byte[0]);
      }
    },
    TRUNCATED("hash") {
      @Override
      void afflict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      }
    },
    LENGTHENED("hash") {
      @Override
      void afflict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
      }
    },
    ONE_BIT_FLIPPED("hash") {
      @Override
      void afflict(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
      }
    },
    TOO_LARGE("more than a chunk") {
      @Override
      void afflict(Path file) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 2 * CHUNK));
      }
    },
    HUGE("more than a chunk") {
      @Override
      void afflict(Path file) throws IOException {
        new DiskImage(file).resize(1L << 40);
      }
    },
    A_DIRECTORY("") {
      @Override
      void afflict(Path file) throws IOException {
        Files.delete(file);
        Files.createDirectory(file);
      }
    },
    A_LINK_TO_SOMETHING_ELSE("") {
      @Override
      void afflict(Path file) throws IOException {
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
      }
    };

    final String word;

    Damage(String word) {
      this.word = word;
    }

    abstract void afflict(Path file) throws IOException;
  }

  /** Streams whose digest the manifest names on both sides, and which are wrong all the same. */
  enum Deception {
    SHORTER {
      @Override
      byte[] stored() throws IOException {
        return deflated(new byte[CHUNK - 1]);
      }
    },
    LONGER {
      @Override
      byte[] stored() throws IOException {
        return deflated(new byte[CHUNK + 1]);
      }
    },
    BOMB {
      @Override
      byte[] stored() throws IOException {
        return deflated(new byte[1000 * CHUNK]);
      }
    },
    NO_STREAM {
      @Override
      byte[] stored() {
        return new byte[1000];
      }
    },
    CUT_OFF {
      @Override
      byte[] stored() throws IOException {
        byte[] stream = deflated(new byte[CHUNK]);
        return Arrays.copyOf(stream, stream.length - 5);
      }
    },
    FOLLOWED_BY_MORE {
      @Override
      byte[] stored() throws IOException {
        byte[] stream = deflated(new byte[CHUNK]);
        return Arrays.copyOf(stream, stream.length + 1);
      }
    };

    abstract byte[] stored() throws IOException;

    private static byte[] deflated(byte[] content) throws IOException {
      ByteArrayOutputStream stored = new ByteArrayOutputStream();
      try (DeflaterOutputStream stream = new DeflaterOutputStream(stored, new Deflater(9))) {
        stream.write(content);
      }
      return stored.toByteArray();
    }
  }

  @BeforeAll
  static void makeAnArchive(@TempDir Path directory) throws IOException {
    sandbox = Sandbox.in(directory);
    sandbox.volume("disk").fill(20L * CHUNK, 5).scribble(0, 3 * CHUNK, 6);
    sandbox.initialize().succeeded();
    session = "S_" + sandbox.begin("disk").json("sent").path("session").asText();
    chunk = sandbox.remote("disk").resolve(session).resolve("000000000").resolve(ADDRESS);
    intact = TreeState.of(sandbox.localTree(), sandbox.destination());
  }

  private byte[] chunkBytes;
  private byte[] manifestBytes;

  @BeforeEach
  void keepWhatIsDamaged() throws IOException {
    chunkBytes = Files.readAllBytes(chunk);
    manifestBytes = Files.readAllBytes(localManifest());
  }

  @AfterEach
  void mendedTheArchiveIsAsGoodAsBefore() throws IOException {
    Files.deleteIfExists(chunk);
    Files.write(chunk, chunkBytes);
    Files.write(localManifest(), manifestBytes);
    Files.write(remoteManifest(), manifestBytes);

    sandbox.run("verify", "disk").succeeded();
    assertEquals(intact, TreeState.of(sandbox.localTree(), sandbox.destination()));
  }

  @ParameterizedTest
  @EnumSource
  void verifyNamesTheChunkAndWhatIsWrongWithIt(Damage damage) throws IOException {
    damage.afflict(chunk);

    sandbox.run("verify", "disk").failed(ExitStatus.INTEGRITY, "disk", ADDRESS, damage.word);
  }

  @ParameterizedTest
  @EnumSource
  void receiveLeavesTheTargetAsItWas(Damage damage, @TempDir Path directory) throws IOException {
    Path existing = Files.writeString(directory.resolve("existing"), "precious");
    Path missing = directory.resolve("missing");
    damage.afflict(chunk);

    sandbox
        .run("receive", "disk", "-u", "--save-to=" + existing)
        .failed(ExitStatus.INTEGRITY, "disk", ADDRESS, damage.word);
    sandbox
        .run("receive", "disk", "--save-to=" + missing)
        .failed(ExitStatus.INTEGRITY, "disk", ADDRESS, damage.word);

    assertEquals("precious", Files.readString(existing));
    assertFalse(Files.exists(missing));
    assertEquals(TreeState.of(directory).entries().keySet().size(), 2);
  }

  @ParameterizedTest
  @EnumSource
  void aStreamThatDoesNotGiveTheChunksLengthIsRefusedThoughItsHashIsRight(Deception deception)
      throws IOException {
    byte[] stored = deception.stored();
    String manifest =
        Files.readString(localManifest())
            .replaceFirst("(?m)^[0-9a-f]+ " + ADDRESS + "$", Sha256.of(stored) + " " + ADDRESS);
    Files.write(chunk, stored);
    Files.writeString(localManifest(), manifest);
    Files.writeString(remoteManifest(), manifest);

    sandbox.run("verify", "disk").failed(ExitStatus.INTEGRITY, "disk", ADDRESS);
  }

  private static Path localManifest() {
    return sandbox.local("disk").resolve(session).resolve("manifest");
  }

  private static Path remoteManifest() {
    return sandbox.remote("disk").resolve(session).resolve("manifest");
  }

  /** The chunk that is damaged is one that is stored: else the tests above prove nothing. */
  @Test
  void theArchiveIsInOrder() throws IOException {
    ArchiveAudit audit = ArchiveAudit.of(sandbox.localTree(), sandbox.remoteTree());

    assertEquals(sandbox.volume("disk").sha256(), audit.volume("disk").last().sha256());
  }
}
