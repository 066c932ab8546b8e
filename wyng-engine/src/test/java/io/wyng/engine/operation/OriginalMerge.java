package io.wyng.engine.operation;

import io.wyng.engine.archive.ChunkAddress;
import io.wyng.engine.archive.SessionName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * A merge as the original programs do it, one elementary step after the other, by the letter of the
 * format document (archive format 1, section 4.6). Shares no code with ours.
 */
final class OriginalMerge {

  /** A step that can be the last one before the program dies. */
  interface Step {
    void run() throws IOException;
  }

  /** A line of a manifest, and the session that it comes from. */
  private record Line(String digest, String session) {}

  private static final int CHUNK = 65_536;

  private final SampleHistory history;
  private final String target;
  private final List<String> pruned;
  private final String previous;
  private final boolean first;
  private final boolean marksProgress;
  private final List<String> moves = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private int commit;

  /**
   * @param from index of the oldest session that is pruned
   * @param to index of the target
   * @param marksProgress whether the program marks that all moves are done, as version 0.3 does
   */
  OriginalMerge(SampleHistory history, int from, int to, boolean marksProgress) throws IOException {
    this.history = history;
    this.target = history.session(to).directory();
    this.pruned =
        history.sessions().subList(from, to).stream().map(SessionName::directory).toList();
    this.first = from == 0;
    this.previous = first ? "none" : history.session(from - 1).directory();
    this.marksProgress = marksProgress;
    planMoves();
    planSteps();
  }

  /** All steps in their order. */
  List<Step> steps() {
    return steps;
  }

  /** How many steps there are up to the one with which the merge becomes true. */
  int commit() {
    return commit;
  }

  private void planMoves() throws IOException {
    TreeMap<Long, Line> one = new TreeMap<>();
    for (String session : pruned.subList(1, pruned.size())) {
      one.putAll(manifest(session));
    }
    one.putAll(manifest(target));
    TreeMap<Long, Line> two = new TreeMap<>(manifest(pruned.getFirst()));
    two.putAll(one);
    long last = (volumeBytes(target) - 1) / CHUNK * CHUNK;
    for (Map.Entry<Long, Line> entry : one.headMap(last, true).entrySet()) {
      String chunk = new ChunkAddress(entry.getKey()).path();
      Line line = entry.getValue();
      moves.add(
          line.digest.equals("0")
              ? "-rm " + pruned.getFirst() + "/" + chunk + " " + line.session
              : "rename " + line.session + "/" + chunk + " " + pruned.getFirst() + "/" + chunk);
    }
    for (long address : two.tailMap(last, false).keySet()) {
      moves.add("-rm " + pruned.getFirst() + "/" + new ChunkAddress(address).path());
    }
  }

  private TreeMap<Long, Line> manifest(String session) throws IOException {
    TreeMap<Long, Line> lines = new TreeMap<>();
    for (String line : Files.readAllLines(local(session + "/manifest"))) {
      String[] words = line.split(" ");
      lines.put(ChunkAddress.parse(words[1]).offset(), new Line(words[0], session));
    }
    return lines;
  }

  private long volumeBytes(String session) throws IOException {
    return Files.readAllLines(local(session + "/info")).stream()
        .filter(line -> line.startsWith("volsize = "))
        .mapToLong(line -> Long.parseLong(line.substring(10)))
        .findFirst()
        .orElseThrow();
  }

  private void planSteps() {
    steps.add(this::prepare);
    steps.add(this::upload);
    steps.add(() -> rename(history.remote("in_process.tmp"), history.remote("in_process")));
    steps.add(() -> rename(history.local("in_process.tmp"), history.local("in_process")));
    steps.add(() -> Files.createDirectory(remote("merge-init")));
    steps.add(() -> collect(pruned.getFirst()));
    steps.add(() -> collect(target));
    pruned.subList(1, pruned.size()).reversed().forEach(s -> steps.add(() -> collect(s)));
    steps.add(() -> rename(remote("merge-init"), remote("merge")));
    commit = steps.size();
    moves.forEach(move -> steps.add(() -> carryOut(move)));
    if (marksProgress) {
      steps.add(() -> Files.createFile(remote("merge/CHECK-mv-rm")));
    }
    String survivor = "merge/" + pruned.getFirst();
    String from = "merge/" + target;
    steps.add(() -> rename(remote(from + "/info.tmp"), remote(survivor + "/info")));
    steps.add(() -> rename(remote(from + "/manifest.tmp"), remote(survivor + "/manifest")));
    steps.add(() -> rename(remote("volinfo.tmp"), remote("volinfo")));
    steps.add(() -> rename(remote(survivor), remote(target)));
    steps.add(() -> Files.delete(history.remote("in_process")));
    steps.add(() -> deleteTree(remote("merge")));
    steps.add(() -> Files.delete(remote("merge.lst.gz")));
    steps.add(() -> rename(local("volinfo.tmp"), local("volinfo")));
    steps.add(() -> rename(local(target + "/info.tmp"), local(target + "/info")));
    steps.add(() -> rename(local(target + "/manifest.tmp"), local(target + "/manifest")));
  }

  private void prepare() throws IOException {
    String record = "merge\nvol\nTrue\n" + target + "\n" + String.join("/", pruned) + "\n";
    Files.writeString(history.local("in_process.tmp"), record);
    TreeMap<Long, Line> two = new TreeMap<>();
    for (String session : pruned) {
      two.putAll(manifest(session));
    }
    two.putAll(manifest(target));
    long last = (volumeBytes(target) - 1) / CHUNK * CHUNK;
    StringBuilder manifest = new StringBuilder();
    two.headMap(last, true)
        .forEach((address, line) ->
            manifest
                .append(line.digest)
                .append(' ')
                .append(new ChunkAddress(address))
                .append('\n'));
    Files.writeString(local(target + "/manifest.tmp"), manifest);
    Files.writeString(
        local(target + "/info.tmp"),
        Files.readString(local(target + "/info"))
            .replaceFirst("previous = .*", "previous = " + previous));
    String info = Files.readString(local("volinfo"));
    Files.writeString(
        local("volinfo.tmp"), first ? info.replaceFirst("first = .*", "first = " + target) : info);
    writeList();
  }

  private void writeList() throws IOException {
    StringBuilder list = new StringBuilder(pruned.getFirst() + " " + target + "\n" + target + "\n");
    pruned.subList(1, pruned.size()).reversed().forEach(s -> list.append(s).append('\n'));
    list.append("###\n");
    moves.forEach(move -> list.append(move).append('\n'));
    try (OutputStream output = new GZIPOutputStream(Files.newOutputStream(local("merge.lst.gz")))) {
      output.write(list.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
  }

  /** The list of moves, as text. */
  List<String> moves() {
    return moves;
  }

  private void upload() throws IOException {
    Files.copy(history.local("in_process.tmp"), history.remote("in_process.tmp"));
    for (String name :
        List.of("volinfo.tmp", "merge.lst.gz", target + "/info.tmp", target + "/manifest.tmp")) {
      Files.copy(local(name), remote(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void collect(String session) throws IOException {
    rename(remote(session), remote("merge-init/" + session));
  }

  private void carryOut(String move) throws IOException {
    String[] words = move.split(" ");
    if (words[0].equals("-rm")) {
      Files.deleteIfExists(remote("merge/" + words[1]));
    } else {
      Path place = remote("merge/" + words[2]);
      Files.createDirectories(place.getParent());
      rename(remote("merge/" + words[1]), place);
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void deleteTree(Path path) throws IOException {
    io.wyng.spi.durable.DurableFiles.system().deleteTree(path);
  }

  private Path local(String path) {
    return history.local("vol/" + path);
  }

  private Path remote(String path) {
    return history.remote("vol/" + path);
  }
}
