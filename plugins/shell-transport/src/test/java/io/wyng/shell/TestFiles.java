package io.wyng.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The steps that the tests share. */
final class TestFiles {

  private TestFiles() {}

  static ArchivePath path(String text) {
    return ArchivePath.of(text);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  interface Steps {
    void run(Upload upload) throws IOException;
  }

  static void upload(Destination destination, Steps steps) throws IOException {
    try (Upload upload = destination.openUpload()) {
      steps.run(upload);
      upload.finish();
    }
  }

  static void put(Destination destination, String path, String content) throws IOException {
    upload(destination, upload -> upload.put(path(path), bytes(content)));
  }

  /** Uploads so many files: {@code a/x0} with the content {@code chunk 0}, and so on. */
  static void putNumbered(Destination destination, int count) throws IOException {
    upload(
        destination,
        upload -> {
          for (int i = 0; i < count; i++) {
            upload.put(path("a/x" + i), bytes("chunk " + i));
          }
        });
  }

  static String text(Destination destination, String path) throws IOException {
    return destination
        .read(path(path), 1 << 20)
        .map(content -> new String(content, UTF_8))
        .orElse("(no such file)");
  }

  /** The contents of {@code a/x0} and so on. */
  static List<String> fetchNumbered(Destination destination, int count) throws IOException {
    List<Extent> extents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      extents.add(new Extent(path("a/x" + i), 0, 1000));
    }
    List<String> contents = new ArrayList<>();
    try (Download download = destination.fetch(extents.iterator())) {
      for (int i = 0; i < count; i++) {
        ByteBuffer target = ByteBuffer.allocate(1000);
        long length = download.next(target);
        contents.add(
            length == Download.MISSING ? "(no such file)" : UTF_8.decode(target.flip()).toString());
      }
    }
    return contents;
  }

  static List<String> numbered(int count) {
    List<String> contents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      contents.add("chunk " + i);
    }
    return contents;
  }
}
