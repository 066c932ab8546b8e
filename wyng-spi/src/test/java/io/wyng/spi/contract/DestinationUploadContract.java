package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.extent;
import static io.wyng.spi.contract.DestinationScenario.fetched;
import static io.wyng.spi.contract.DestinationScenario.names;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.put;
import static io.wyng.spi.contract.DestinationScenario.randomBytes;
import static io.wyng.spi.contract.DestinationScenario.sha256;
import static io.wyng.spi.contract.DestinationScenario.text;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing many files. */
interface DestinationUploadContract extends DestinationFixture {

  @Test
  default void thousandsOfSmallFilesAreWritten() throws Exception {
    List<Extent> written = new ArrayList<>();
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      written.add(extent("volume/S_1/%09x/x%016x".formatted(i / 500, i)));
      contents.add("chunk " + i);
    }
    try (Destination destination = open()) {

      upload(
          destination,
          upload -> {
            for (int i = 0; i < written.size(); i++) {
              upload.put(written.get(i).path(), ByteBuffer.wrap(utf8(contents.get(i))));
            }
          });

      assertEquals(contents, fetched(destination, written));
    }
  }

  @Test
  default void chunksOfAMebibyteAreWritten() throws Exception {
    try (Destination destination = open()) {

      upload(
          destination,
          upload -> {
            for (int i = 0; i < 20; i++) {
              upload.put(path("chunk" + i), ByteBuffer.wrap(randomBytes(i, 1 << 20)));
            }
          });

      for (int i = 0; i < 20; i++) {
        assertEquals(
            Map.of(path("chunk" + i), sha256(randomBytes(i, 1 << 20))),
            destination.digests(List.of(path("chunk" + i))));
      }
    }
  }

  @Test
  default void theBufferIsTheCallersAgainWhenPutReturns() throws Exception {
    byte[] shared = new byte[1000];
    try (Destination destination = open()) {

      upload(
          destination,
          upload -> {
            for (int i = 0; i < 100; i++) {
              byte[] content = utf8("chunk " + i);
              System.arraycopy(content, 0, shared, 0, content.length);
              upload.put(path("x" + i), ByteBuffer.wrap(shared, 0, content.length));
            }
          });

      for (int i = 0; i < 100; i++) {
        assertEquals("chunk " + i, text(destination, "x" + i));
      }
    }
  }

  @Test
  default void onlyTheRemainingBytesOfABufferAreWritten() throws Exception {
    ByteBuffer part = ByteBuffer.wrap(utf8("..content...")).position(2).limit(9);
    try (Destination destination = open()) {

      upload(
          destination,
          upload -> {
            upload.put(path("slice"), part.slice());
            upload.put(path("readonly"), part.asReadOnlyBuffer());
            upload.put(path("direct"), ByteBuffer.allocateDirect(20).put(part.duplicate()).flip());
            upload.put(path("part"), part);
            upload.put(path("empty"), ByteBuffer.allocate(0));
          });

      for (String name : List.of("slice", "readonly", "direct", "part")) {
        assertEquals("content", text(destination, name));
      }
      assertEquals("", text(destination, "empty"));
    }
  }

  @Test
  default void aFileOfManyMegabytesIsStreamed() throws Exception {
    byte[] mebibyte = randomBytes(7, 1 << 20);
    InputStream content =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(40, mebibyte).stream()
                    .map(ByteArrayInputStream::new)
                    .toList()));
    byte[] whole = new byte[40 << 20];
    for (int i = 0; i < 40; i++) {
      System.arraycopy(mebibyte, 0, whole, i << 20, 1 << 20);
    }
    try (Destination destination = open()) {

      upload(destination, upload -> upload.put(path("manifest"), whole.length, content));

      assertEquals(
          Map.of(path("manifest"), sha256(whole)), destination.digests(List.of(path("manifest"))));
    }
  }

  @Test
  default void smallFilesAndStreamsMayTakeTurns() throws Exception {
    try (Destination destination = open()) {

      upload(
          destination,
          upload -> {
            upload.put(path("a/1"), ByteBuffer.wrap(utf8("one")));
            upload.put(path("a/2"), 3, new ByteArrayInputStream(utf8("two")));
            upload.put(path("b/3"), 0, new ByteArrayInputStream(utf8("")));
            upload.put(path("b/4"), ByteBuffer.wrap(utf8("four")));
          });

      assertEquals(
          List.of("one", "two", "", "four"),
          fetched(
              destination, List.of(extent("a/1"), extent("a/2"), extent("b/3"), extent("b/4"))));
    }
  }

  @ParameterizedTest(name = "{0} bytes instead of 100000")
  @ValueSource(ints = {0, 99_999, 100_001, 5_000_000})
  default void aStreamOfAnotherLengthIsRefused(int length) throws Exception {
    InputStream content = new ByteArrayInputStream(new byte[length]);
    try (Destination destination = open()) {

      assertThrows(
          IOException.class,
          () -> upload(destination, upload -> upload.put(path("info"), 100_000, content)));

      put(destination, "info", "the right content");
      assertEquals("the right content", text(destination, "info"));
    }
  }

  @Test
  default void aStreamThatFailsMakesTheUploadFail() throws Exception {
    IOException failure = new IOException("the source has failed");
    InputStream content =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw failure;
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw failure;
          }
        };
    try (Destination destination = open()) {

      assertThrows(
          IOException.class,
          () -> upload(destination, upload -> upload.put(path("info"), 10, content)));
    }
  }

  @Test
  default void aStreamIsReadToItsEndAndNotClosed() throws Exception {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream content =
        new ByteArrayInputStream(utf8("content")) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    try (Destination destination = open()) {

      upload(destination, upload -> upload.put(path("info"), 7, content));

      assertEquals(-1, content.read());
      assertFalse(closed.get());
    }
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {0, 3, 200_000})
  default void existingFilesAreReplaced(int formerLength) throws Exception {
    try (Destination destination = open()) {
      put(destination, "a/put", randomBytes(8, formerLength));
      put(destination, "a/streamed", randomBytes(9, formerLength));

      upload(
          destination,
          upload -> {
            upload.put(path("a/put"), ByteBuffer.wrap(utf8("newer")));
            upload.put(path("a/streamed"), 5, new ByteArrayInputStream(utf8("newer")));
          });

      assertEquals("newer", text(destination, "a/put"));
      assertEquals("newer", text(destination, "a/streamed"));
      assertEquals(Set.of("put", "streamed"), names(destination, "a"));
    }
  }

  @Test
  default void aFileIsReplacedWithinOneUpload() throws Exception {
    try (Destination destination = open()) {

      upload(
          destination,
          upload -> {
            upload.put(path("info"), ByteBuffer.wrap(utf8("first, and longer")));
            upload.put(path("info"), ByteBuffer.wrap(utf8("second")));
          });

      assertEquals("second", text(destination, "info"));
    }
  }

  @Test
  default void aDirectoryIsNotReplacedByAnUploadedFile() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume/info", "kept");

      assertThrows(IOException.class, () -> put(destination, "volume", "a file"));

      assertEquals("kept", text(destination, "volume/info"));
    }
  }

  @Test
  default void aFileIsNoDirectoryForOthers() throws Exception {
    try (Destination destination = open()) {
      put(destination, "volume", "kept");

      assertThrows(IOException.class, () -> put(destination, "volume/info", "below a file"));

      assertEquals("kept", text(destination, "volume"));
    }
  }

  @Test
  default void anUploadOfNothingIsFinished() throws Exception {
    try (Destination destination = open()) {

      upload(destination, upload -> {});

      assertEquals(Set.of(), names(destination, ""));
    }
  }

  @Test
  default void anUploadThatIsGivenUpHarmsNothingElse() throws Exception {
    try (Destination destination = open()) {
      put(destination, "before", "kept");

      try (Upload upload = destination.openUpload()) {
        upload.put(path("volume/x"), ByteBuffer.wrap(utf8("perhaps there")));
      }

      put(destination, "after", "written");
      assertEquals("kept", text(destination, "before"));
      assertEquals("written", text(destination, "after"));
    }
  }

  @Test
  default void anotherThreadMayUploadWhileTheDestinationIsUsed() throws Exception {
    try (Destination destination = open()) {
      put(destination, "old/info", "1");
      FutureTask<Void> uploading =
          new FutureTask<>(() -> {
            upload(
                destination,
                upload -> {
                  for (int i = 0; i < 500; i++) {
                    upload.put(path("new/" + i), ByteBuffer.wrap(utf8("chunk " + i)));
                  }
                });
            return null;
          });

      Thread.ofPlatform().start(uploading);
      for (int i = 0; i < 20; i++) {
        destination.replace(path("old/info"), utf8("value " + i));
        assertEquals("value " + i, text(destination, "old/info"));
        assertEquals(List.of("value " + i), fetched(destination, List.of(extent("old/info"))));
      }
      uploading.get();

      assertEquals(500, destination.list(path("new")).size());
      assertEquals("chunk 499", text(destination, "new/499"));
    }
  }
}
