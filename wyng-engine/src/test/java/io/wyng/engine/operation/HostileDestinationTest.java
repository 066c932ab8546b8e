package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.failure.WyngException;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Metadata from a destination that wishes no good, read by a machine that has no copy of it. */
class HostileDestinationTest {

  private static final VolumeName VOL = new VolumeName("vol");

  @TempDir Path directory;

  /** What somebody may do to the destination, and the word by which it is told. */
  enum Malice {
    A_VOLUME_CALLED_PARENT("archive.ini") {
      @Override
      void in(Path tree) throws IOException {
        append(tree.resolve("archive.ini"), "..  = enable\n");
      }
    },
    A_VOLUME_WITH_A_PATH("archive.ini") {
      @Override
      void in(Path tree) throws IOException {
        append(tree.resolve("archive.ini"), "../../etc = enable\n");
      }
    },
    SETTINGS_WITHOUT_END("more than") {
      @Override
      void in(Path tree) throws IOException {
        enlarge(tree.resolve("archive.ini"), 1L << 40);
      }
    },
    SETTINGS_THAT_ARE_A_LINK("archive.ini") {
      @Override
      void in(Path tree) throws IOException {
        replaceByLink(tree.resolve("archive.ini"));
      }
    },
    A_FIRST_SESSION_WITH_A_PATH("volinfo") {
      @Override
      void in(Path tree) throws IOException {
        edit(tree.resolve("vol/volinfo"), "last = S_", "last = ../../S_");
      }
    },
    A_VOLUME_THAT_IS_A_LINK("vol") {
      @Override
      void in(Path tree) throws IOException {
        replaceByLink(tree.resolve("vol"));
      }
    },
    AN_INFO_THAT_IS_A_LINK("info") {
      @Override
      void in(Path tree) throws IOException {
        replaceByLink(session(tree).resolve("info"));
      }
    },
    AN_INFO_THAT_IS_A_DIRECTORY("info") {
      @Override
      void in(Path tree) throws IOException {
        Files.delete(session(tree).resolve("info"));
        Files.createDirectory(session(tree).resolve("info"));
      }
    },
    AN_INFO_WITHOUT_END("more than") {
      @Override
      void in(Path tree) throws IOException {
        enlarge(session(tree).resolve("info"), 1L << 40);
      }
    },
    A_SESSION_THAT_IS_ITS_OWN_PREDECESSOR("circles") {
      @Override
      void in(Path tree) throws IOException {
        Path session = session(tree);
        edit(session.resolve("info"), "previous = none", "previous = " + session.getFileName());
      }
    },
    A_MANIFEST_WITHOUT_END("more than") {
      @Override
      void in(Path tree) throws IOException {
        enlarge(session(tree).resolve("manifest"), 1L << 40);
      }
    },
    A_MANIFEST_WITHOUT_END_OF_A_VOLUME_WITHOUT_END("free") {
      @Override
      void in(Path tree) throws IOException {
        edit(session(tree).resolve("info"), "volsize = .*", "volsize = 9223372036854775807");
        enlarge(session(tree).resolve("manifest"), 1L << 43);
      }
    },
    A_MANIFEST_THAT_IS_A_LINK("manifest") {
      @Override
      void in(Path tree) throws IOException {
        replaceByLink(session(tree).resolve("manifest"));
      }
    },
    NO_MANIFEST("does not exist") {
      @Override
      void in(Path tree) throws IOException {
        Files.delete(session(tree).resolve("manifest"));
      }
    },
    A_MANIFEST_OF_ANOTHER_KIND("digest") {
      @Override
      void in(Path tree) throws IOException {
        Files.writeString(session(tree).resolve("manifest"), "../../etc/passwd x0\n");
      }
    };

    final String word;

    Malice(String word) {
      this.word = word;
    }

    abstract void in(Path tree) throws IOException;

    static Path session(Path tree) throws IOException {
      try (Stream<Path> files = Files.list(tree.resolve("vol"))) {
        return files.filter(Files::isDirectory).findFirst().orElseThrow();
      }
    }

    static void append(Path file, String text) throws IOException {
      Files.writeString(file, Files.readString(file) + text);
    }

    static void edit(Path file, String pattern, String replacement) throws IOException {
      String text = Files.readString(file);
      assertFalse(text.equals(text.replaceAll(pattern, replacement)), text);
      Files.writeString(file, text.replaceAll(pattern, replacement));
    }

    static void enlarge(Path file, long length) throws IOException {
      try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
        sparse.setLength(length);
      }
    }

    static void replaceByLink(Path path) throws IOException {
      Path elsewhere = path.resolveSibling(path.getFileName() + ".moved");
      Files.move(path, elsewhere);
      Files.createSymbolicLink(path, elsewhere);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isRefusedInWordsAndNothingIsLeftHere(Malice malice) throws IOException {
    TestArchive origin =
        new TestArchive(Files.createDirectory(directory.resolve("origin")), DurableFiles.system());
    origin.initialize(null, null, 1);
    origin.add("vol");
    byte[] content = new byte[300_000];
    new java.util.Random(1).nextBytes(content);
    origin.writeVolume("vol", content);
    origin.send("vol");
    malice.in(origin.destination().resolve("default"));
    Path temporary = Files.createDirectory(directory.resolve("temporary"));
    TestArchive here =
        new TestArchive(Files.createDirectory(directory.resolve("here")), DurableFiles.system());
    ForeignArchive archive =
        new ForeignArchive(
            "internal:/",
            origin.base.resolve("destination").toString().substring(1),
            null,
            temporary);

    WyngException whenRead =
        assertThrows(
            WyngException.class, () -> new Verify(here.context().reading(archive)).run(VOL, null));
    WyngException whenImported =
        assertThrows(WyngException.class, () -> new ImportArchive(here.context()).run(archive));

    for (WyngException failure : List.of(whenRead, whenImported)) {
      assertTrue(String.valueOf(failure.getMessage()).contains(malice.word), failure.getMessage());
    }
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
    try (Stream<Path> files = Files.list(here.metaDirectory)) {
      assertEquals(List.of("lock"), files.map(f -> f.getFileName().toString()).toList());
    }
  }
}
