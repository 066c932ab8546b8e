package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.NO_FILE;
import static io.wyng.spi.contract.DestinationScenario.extent;
import static io.wyng.spi.contract.DestinationScenario.fetched;
import static io.wyng.spi.contract.DestinationScenario.path;
import static io.wyng.spi.contract.DestinationScenario.upload;
import static io.wyng.spi.contract.DestinationScenario.utf8;

import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.FileChange;
import io.wyng.spi.destination.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A destination as simple as can be: texts by path. Takes random steps, there and here alike. */
final class DestinationModel {

  private static final List<String> DIRECTORIES = List.of("d0", "d1", "d0/e0", "d0/e1", "d1/e0");
  private static final List<String> NAMES = List.of("f0", "f1", "f2");

  private final RandomGenerator random;
  private final Map<String, String> files = new HashMap<>();
  private int written;

  DestinationModel(RandomGenerator random) {
    this.random = random;
  }

  /** Every path that a file may have, with the text there. */
  Map<String, String> expected() {
    Map<String, String> all = new TreeMap<>();
    for (String path : allPaths()) {
      all.put(path, files.getOrDefault(path, NO_FILE));
    }
    return all;
  }

  /** The same, as the destination has it. */
  Map<String, String> found(Destination destination) throws IOException {
    List<String> paths = allPaths();
    List<Extent> extents = new ArrayList<>();
    paths.forEach(path -> extents.add(extent(path)));
    List<String> contents = fetched(destination, extents);
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < paths.size(); i++) {
      all.put(paths.get(i), contents.get(i));
    }
    return all;
  }

  private static List<String> allPaths() {
    List<String> paths = new ArrayList<>(NAMES);
    DIRECTORIES.forEach(directory -> NAMES.forEach(name -> paths.add(directory + "/" + name)));
    return paths;
  }

  /**
   * Takes one random step.
   *
   * @return what was done, for the message of a failed test
   */
  String takeStep(Destination destination) throws IOException {
    return switch (random.nextInt(8)) {
      case 0 -> replace(destination, anyPath());
      case 1 -> deleteTree(destination, random.nextInt(3) == 0 ? anyDirectory() : anyPath());
      case 2 -> renameFile(destination, anyPath(), anyPath());
      case 3 -> renameDirectory(destination);
      case 4 -> apply(destination);
      case 5 -> sync(destination);
      default -> uploadSome(destination);
    };
  }

  private String anyPath() {
    List<String> paths = allPaths();
    return paths.get(random.nextInt(paths.size()));
  }

  private String anyDirectory() {
    return DIRECTORIES.get(random.nextInt(DIRECTORIES.size()));
  }

  private String newText() {
    written++;
    return ("text " + written + " ").repeat(random.nextInt(4));
  }

  private String replace(Destination destination, String path) throws IOException {
    String text = newText();
    destination.replace(path(path), utf8(text));
    files.put(path, text);
    return "replace " + path;
  }

  private String deleteTree(Destination destination, String path) throws IOException {
    destination.deleteTree(path(path));
    files.keySet().removeIf(file -> file.equals(path) || file.startsWith(path + "/"));
    return "deleteTree " + path;
  }

  private String renameFile(Destination destination, String from, String to) throws IOException {
    if (files.containsKey(from)) {
      destination.rename(path(from), path(to));
      moveHere(from, to);
    }
    return "rename " + from + " to " + to;
  }

  private void moveHere(String from, String to) {
    String text = files.remove(from);
    if (text != null) {
      files.put(to, text);
    }
  }

  private String renameDirectory(Destination destination) throws IOException {
    String from = anyDirectory();
    String to = anyDirectory();
    boolean exists = files.keySet().stream().anyMatch(file -> file.startsWith(from + "/"));
    if (exists && !(from + "/").startsWith(to + "/") && !to.startsWith(from + "/")) {
      deleteTree(destination, to);
      destination.rename(path(from), path(to));
      for (String file : List.copyOf(files.keySet())) {
        if (file.startsWith(from + "/")) {
          moveHere(file, to + file.substring(from.length()));
        }
      }
      // What has no place in the model any more, such as d1/e1, goes in both.
      for (String file : List.copyOf(files.keySet())) {
        if (!allPaths().contains(file)) {
          deleteTree(destination, file);
        }
      }
    }
    return "rename " + from + " to " + to;
  }

  private String apply(Destination destination) throws IOException {
    List<FileChange> changes = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String path = anyPath();
      if (random.nextBoolean()) {
        changes.add(new FileChange.Delete(path(path)));
        files.remove(path);
      } else {
        String to = anyPath();
        changes.add(new FileChange.Move(path(path), path(to)));
        moveHere(path, to);
      }
    }
    destination.apply(changes.iterator());
    return "apply " + changes;
  }

  private static String sync(Destination destination) throws IOException {
    destination.sync();
    return "sync";
  }

  private String uploadSome(Destination destination) throws IOException {
    StringBuilder done = new StringBuilder("upload");
    upload(
        destination,
        upload -> {
          for (int i = random.nextInt(5); i > 0; i--) {
            done.append(random.nextBoolean() ? put(upload) : link(upload));
          }
        });
    return done.toString();
  }

  private String put(Upload upload) throws IOException {
    String path = anyPath();
    String text = newText();
    byte[] bytes = utf8(text);
    if (random.nextBoolean()) {
      upload.put(path(path), ByteBuffer.wrap(bytes));
    } else {
      upload.put(path(path), bytes.length, new ByteArrayInputStream(bytes));
    }
    files.put(path, text);
    return ", put " + path;
  }

  private String link(Upload upload) throws IOException {
    String existing = anyPath();
    String path = anyPath();
    String text = files.get(existing);
    if (text == null) {
      return "";
    }
    if (!upload.link(path(path), path(existing))) {
      upload.put(path(path), ByteBuffer.wrap(utf8(text)));
    }
    files.put(path, text);
    return ", link " + path + " to " + existing;
  }
}
