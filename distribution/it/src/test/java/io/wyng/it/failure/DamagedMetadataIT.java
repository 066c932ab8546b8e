package io.wyng.it.failure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.it.program.Sandbox;
import io.wyng.it.program.TreeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metadata that is damaged, of another time, or different on both sides. */
class DamagedMetadataIT {

  private static Sandbox sandbox;
  private static String first;
  private static String last;
  private static TreeState intact;

  private final Map<Path, byte[]> kept = new HashMap<>();

  /** What can happen to a manifest, on both sides alike. */
  enum ManifestDamage {
    OUT_OF_ORDER("order") {
      @Override
      List<String> of(List<String> lines) {
        Collections.swap(lines, 3, 4);
        return lines;
      }
    },
    A_LINE_TWICE("order") {
      @Override
      List<String> of(List<String> lines) {
        lines.add(4, lines.get(3));
        return lines;
      }
    },
    A_GAP("incomplete") {
      @Override
      List<String> of(List<String> lines) {
        lines.remove(6);
        return lines;
      }
    },
    NO_END("incomplete") {
      @Override
      List<String> of(List<String> lines) {
        lines.removeLast();
        return lines;
      }
    },
    NOTHING_AT_ALL("incomplete") {
      @Override
      List<String> of(List<String> lines) {
        return List.of();
      }
    },
    AN_ADDRESS_INSIDE_A_CHUNK("multiple") {
      @Override
      List<String> of(List<String> lines) {
        lines.set(4, lines.get(4).replaceFirst("0$", "8"));
        return lines;
      }
    },
    A_SHORT_DIGEST("digest") {
      @Override
      List<String> of(List<String> lines) {
        lines.set(4, "abc x" + lines.get(4).split(" x", 2)[1]);
        return lines;
      }
    },
    NO_MANIFEST("digest") {
      @Override
      List<String> of(List<String> lines) {
        return List.of("<html><body>This file is no longer here</body></html>");
      }
    };

    final String word;

    ManifestDamage(String word) {
      this.word = word;
    }

    abstract List<String> of(List<String> lines);
  }

  @BeforeAll
  static void makeAnArchive(@TempDir Path directory) throws IOException {
    sandbox = Sandbox.in(directory);
    sandbox.volume("disk").fill(1_000_000, 1);
    sandbox.initialize().succeeded();
    first = "S_" + sandbox.begin("disk").json("sent").path("session").asText();
    sandbox.volume("disk").scribble(300_000, 5, 2);
    last = "S_" + sandbox.send("disk").json("sent").path("session").asText();
    intact = TreeState.of(sandbox.localTree(), sandbox.destination());
  }

  @BeforeEach
  void forgetWhatWasKept() {
    kept.clear();
  }

  @AfterEach
  void mendedTheArchiveIsAsGoodAsBefore() throws IOException {
    for (Map.Entry<Path, byte[]> file : kept.entrySet()) {
      Files.write(file.getKey(), file.getValue());
    }

    assertEquals(intact, TreeState.of(sandbox.localTree(), sandbox.destination()));
    sandbox.run("verify", "disk").succeeded();
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedManifestIsNamedWithItsLine(ManifestDamage damage) throws IOException {
    String file = "disk/" + first + "/manifest";
    List<String> lines = new ArrayList<>(Files.readAllLines(sandbox.local(file)));
    String damaged = damage.of(lines).stream().map(line -> line + "\n").reduce("", String::concat);

    change(sandbox.local(file), _ -> damaged);
    change(sandbox.remote(file), _ -> damaged);

    sandbox.run("verify", "disk").failed(ExitStatus.INTEGRITY, "disk", "manifest", damage.word);
    sandbox
        .run("receive", "disk", "--save-to=" + sandbox.root().resolve("never"))
        .failed(ExitStatus.INTEGRITY, "disk", "manifest", damage.word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"volinfo", "info", "manifest"})
  void metadataThatDiffersIsNeitherRestoredNorContinued(String name) throws IOException {
    String file = name.equals("volinfo") ? "disk/volinfo" : "disk/" + last + "/" + name;

    change(sandbox.remote(file), text -> text.replaceFirst("2", "3"));

    sandbox.run("verify", "disk").failed(ExitStatus.INTEGRITY, "differs", file, "both sides");
    sandbox.volume("disk").scribble(1, 1, 3);
    sandbox.run("send", "disk").failed(ExitStatus.INTEGRITY, "differs", file, "both sides");
  }

  @Test
  void metadataThatIsMissingAtTheDestinationIsNamed() throws IOException {
    Path file = sandbox.remote("disk/" + first + "/manifest");
    kept.put(file, Files.readAllBytes(file));
    Files.delete(file);

    sandbox
        .run("verify", "disk")
        .failed(ExitStatus.INTEGRITY, "missing", "disk/" + first + "/manifest");
  }

  @Test
  void metadataOfOldSessionsThatWereNotAskedForDoesNotMatter() throws IOException {
    change(sandbox.remote("disk/" + last + "/manifest"), text -> text.replaceFirst("x", "y"));

    sandbox.run("verify", "disk", "--session=" + first.substring(2)).succeeded();
  }

  @Test
  void aListOfSessionsThatRunsInCirclesIsNamed() throws IOException {
    change(
        sandbox.local("disk/" + first + "/info"),
        text -> text.replaceFirst("previous = none", "previous = " + last));

    sandbox.run("list", "disk").failed(ExitStatus.INTEGRITY, "circle", "volinfo");
  }

  @Test
  void aListOfSessionsThatEndsTooEarlyIsNamed() throws IOException {
    change(
        sandbox.local("disk/" + last + "/info"),
        text -> text.replaceFirst("previous = .*", "previous = none"));

    sandbox.run("list", "disk").failed(ExitStatus.INTEGRITY, "volinfo", first.substring(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"volsize", "sequence", "previous"})
  void anInfoWithNonsenseIsNamed(String key) throws IOException {
    change(
        sandbox.local("disk/" + last + "/info"),
        text -> text.replaceFirst(key + " = .*", key + " = ?"));

    sandbox.run("list", "disk").failed(ExitStatus.INTEGRITY, "info", key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunksize", "compression", "uuid", "destsys", "hashtype"})
  void settingsWithoutOneOfThemAreNamed(String key) throws IOException {
    change(sandbox.local("archive.ini"), text -> text.replaceFirst(key + " = .*\n", ""));

    sandbox.run("list").failed(ExitStatus.INTEGRITY, "archive.ini", key);
  }

  @Test
  void aVolumeOfANewerFormatIsRefusedWithItsNumber() throws IOException {
    change(
        sandbox.local("disk/volinfo"),
        text -> text.replaceFirst("format_ver = 1", "format_ver = 3"));

    sandbox.run("list", "disk").failed(ExitStatus.ARCHIVE, "disk", "format 3", "newer");
    sandbox.run("send", "disk").failed(ExitStatus.ARCHIVE, "disk", "format 3", "newer");
  }

  @Test
  void anArchiveOfFormatThreeIsRecognisedOnThisMachine() throws IOException {
    change(sandbox.local("archive.ini"), text -> "[WYNG03]\n" + text);

    sandbox.run("list").failed(ExitStatus.ARCHIVE, "archive.ini", "format 3", "program that made");
  }

  @Test
  void anArchiveOfFormatThreeIsRecognisedAtTheDestination() throws IOException {
    change(sandbox.remote("archive.ini"), text -> "[WYNG03]\n" + text);

    sandbox.run("send").failed(ExitStatus.ARCHIVE, "archive.ini", "format 3", "program that made");
  }

  @ParameterizedTest
  @ValueSource(strings = {"merge", "delete", "rename"})
  void whatSomebodyElseHasBegunAtTheDestinationStopsUsWithItsName(String operation)
      throws IOException {
    Path file = sandbox.remote("in_process");
    Files.writeString(file, operation + "\ndisk\n");

    sandbox.run("send").failed(ExitStatus.ARCHIVE, operation + " disk", "begun");

    Files.delete(file);
  }

  /** Changes a file for the time of a test. */
  private void change(Path file, UnaryOperator<String> change) throws IOException {
    String text = Files.readString(file);
    kept.put(file, Files.readAllBytes(file));
    String changed = change.apply(text);
    if (changed.equals(text)) {
      throw new IllegalStateException("the test changes nothing in " + file);
    }
    Files.writeString(file, changed);
  }
}
