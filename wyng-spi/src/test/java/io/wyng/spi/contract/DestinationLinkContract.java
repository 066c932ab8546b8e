package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.apply;
import static io.wyng.spi.contract.DestinationScenario.move;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Several names for one file. Where a destination has no hard links the tests do what every caller
 * of {@link Upload#link} does then: they write a copy, and everything must look the same.
 */
interface DestinationLinkContract extends DestinationFixture {

  /** Links, or writes a copy when the destination says that it cannot link. */
  private static void link(Destination destination, String path, String existing)
      throws IOException {
    upload(destination, upload -> link(destination, upload, path, existing));
  }

  private static void link(Destination destination, Upload upload, String path, String existing)
      throws IOException {
    boolean linked = upload.link(path(path), path(existing));
    boolean able = destination.capabilities().contains(DestinationCapability.HARD_LINKS);
    assertEquals(able, linked, "whether a link was made, where HARD_LINKS says whether it can");
    if (!linked) {
      upload.put(path(path), ByteBuffer.wrap(utf8(text(destination, existing))));
    }
  }

  @Test
  default void aLinkHasTheContentOfTheFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");

      link(destination, "S_2/deeper/x", "S_1/x");

      assertEquals("content", text(destination, "S_2/deeper/x"));
      assertEquals("content", text(destination, "S_1/x"));
    }
  }

  @Test
  default void aFileThatWasUploadedJustBeforeIsLinked() throws Exception {
    try (Destination destination = open()) {

      try (Upload upload = destination.openUpload()) {
        for (int i = 0; i < 200; i++) {
          upload.put(path("S_1/x" + i), ByteBuffer.wrap(utf8("chunk " + i)));
          if (!upload.link(path("S_1/y" + i), path("S_1/x" + i))) {
            upload.put(path("S_1/y" + i), ByteBuffer.wrap(utf8("chunk " + i)));
          }
        }
        upload.finish();
      }

      for (int i = 0; i < 200; i++) {
        assertEquals("chunk " + i, text(destination, "S_1/y" + i));
      }
    }
  }

  @Test
  default void aLinkOutlivesTheNameThatItWasMadeFrom() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      link(destination, "S_2/x", "S_1/x");

      destination.deleteTree(path("S_1"));

      assertEquals("content", text(destination, "S_2/x"));
    }
  }

  @Test
  default void aLinkReplacesAnExistingFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      put(destination, "S_2/x", "former");

      link(destination, "S_2/x", "S_1/x");

      assertEquals("content", text(destination, "S_2/x"));
      assertEquals(Set.of("x"), names(destination, "S_2"));
    }
  }

  @Test
  default void theSameLinkCanBeMadeAgain() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      link(destination, "S_2/x", "S_1/x");

      link(destination, "S_2/x", "S_1/x");

      assertEquals("content", text(destination, "S_1/x"));
      assertEquals("content", text(destination, "S_2/x"));
      assertEquals(Set.of("x"), names(destination, "S_2"));
    }
  }

  @Test
  default void aFileMayHaveManyLinks() throws Exception {
    try (Destination destination = open()) {
      put(destination, "x", "zeros");

      upload(
          destination,
          upload -> {
            for (int i = 0; i < 100; i++) {
              link(destination, upload, "y" + i, "x");
            }
          });

      assertEquals(101, destination.list(path("")).size());
      assertEquals("zeros", text(destination, "y99"));
    }
  }

  @Test
  default void uploadingOverOneNameLeavesTheOthersAsTheyAre() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      link(destination, "S_2/x", "S_1/x");

      put(destination, "S_2/x", "newer");

      assertEquals("content", text(destination, "S_1/x"));
      assertEquals("newer", text(destination, "S_2/x"));
    }
  }

  @Test
  default void replacingOneNameLeavesTheOthersAsTheyAre() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      link(destination, "S_2/x", "S_1/x");

      destination.replace(path("S_2/x"), utf8("newer"));

      assertEquals("content", text(destination, "S_1/x"));
      assertEquals("newer", text(destination, "S_2/x"));
    }
  }

  @Test
  default void deletingOneNameLeavesTheOthersAsTheyAre() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      link(destination, "S_2/x", "S_1/x");

      apply(destination, DestinationScenario.delete("S_2/x"));

      assertEquals("content", text(destination, "S_1/x"));
      assertEquals(NO_FILE, text(destination, "S_2/x"));
    }
  }

  @Test
  default void renamingOneNameOntoAnotherOneOfTheSameFileRemovesTheFormer() throws Exception {
    try (Destination destination = open()) {
      put(destination, "x", "content");
      link(destination, "y", "x");

      destination.rename(path("y"), path("x"));

      assertEquals(Set.of("x"), names(destination, ""));
      assertEquals("content", text(destination, "x"));
    }
  }

  @Test
  default void movingOneNameOntoAnotherOneOfTheSameFileRemovesTheFormer() throws Exception {
    try (Destination destination = open()) {
      put(destination, "S_1/x", "content");
      link(destination, "S_2/x", "S_1/x");

      apply(destination, move("S_2/x", "S_1/x"));

      assertEquals("content", text(destination, "S_1/x"));
      assertEquals(NO_FILE, text(destination, "S_2/x"));
    }
  }

  @Test
  default void aLinkToAMissingFileIsNotMade() throws Exception {
    try (Destination destination = open()) {
      put(destination, "there", "kept");

      try (Upload upload = destination.openUpload()) {
        if (destination.capabilities().contains(DestinationCapability.HARD_LINKS)) {
          assertThrows(
              IOException.class,
              () -> {
                upload.link(path("link"), path("missing"));
                upload.finish();
              });
        }
      }

      assertEquals(NO_FILE, text(destination, "link"));
      assertEquals("kept", text(destination, "there"));
    }
  }
}
