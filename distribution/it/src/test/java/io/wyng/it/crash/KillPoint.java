package io.wyng.it.crash;

import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A moment at which a process is killed: just before a thread makes its n-th system call of a kind.
 * What was done before is done, what comes after never happens.
 *
 * @param call the system call
 * @param ordinal which of a thread's calls of that kind, from 1
 */
record KillPoint(String call, int ordinal) implements Comparable<KillPoint> {

  /** Calls that change what other processes see; each one is a moment of its own. */
  private static final Set<String> STEPS =
      Set.of(
          "rename",
          "renameat",
          "renameat2",
          "link",
          "linkat",
          "mkdir",
          "mkdirat",
          "unlink",
          "unlinkat",
          "rmdir",
          "ftruncate",
          "fallocate",
          "fsync",
          "fdatasync",
          "syncfs",
          "copy_file_range");

  /** Calls that there are too many of; some are chosen. */
  private static final Set<String> WRITES = Set.of("write", "pwrite64");

  private static final int CHOSEN_WRITES = 4;
  private static final Pattern LINE = Pattern.compile("(\\d+) +([a-z0-9_]+)\\((.*)");
  private static final int KILLED = 128 + 9;

  /**
   * The moments of a run at which it changes something in a directory.
   *
   * @param program what is run, to its end
   * @param directory the directory
   * @return the moments, each once
   */
  static List<KillPoint> of(Program program, Path directory) throws IOException {
    Path log = Files.createTempFile("strace", ".log");
    Set<String> calls = new TreeSet<>(STEPS);
    calls.addAll(WRITES);
    program
        .under(
            List.of(
                "strace",
                "-f",
                "-qq",
                "-y",
                "-o",
                log.toString(),
                "-e",
                "signal=none",
                "-e",
                "trace=" + String.join(",", calls)))
        .run()
        .succeeded();
    List<KillPoint> points = chosen(Files.readAllLines(log, StandardCharsets.UTF_8), directory);
    Files.delete(log);
    if (points.isEmpty()) {
      throw new IllegalStateException("strace saw nothing that " + program + " changed");
    }
    return points;
  }

  private static List<KillPoint> chosen(List<String> lines, Path directory) {
    Map<String, Integer> counts = new HashMap<>();
    Set<KillPoint> steps = new TreeSet<>();
    Set<KillPoint> writes = new TreeSet<>();
    for (String line : lines) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        String call = matcher.group(2);
        int ordinal = counts.merge(matcher.group(1) + call, 1, Integer::sum);
        if (matcher.group(3).contains(directory.toString())) {
          (WRITES.contains(call) ? writes : steps).add(new KillPoint(call, ordinal));
        }
      }
    }
    List<KillPoint> points = new ArrayList<>(steps);
    List<KillPoint> all = List.copyOf(writes);
    int distance = Math.max(1, all.size() / CHOSEN_WRITES);
    for (int i = 0; i < all.size(); i += distance) {
      points.add(all.get(i));
    }
    return points;
  }

  /**
   * Runs a program and kills it at this moment, if it comes to that.
   *
   * @return whether it was killed
   */
  boolean strike(Program program) {
    Result result =
        program
            .under(
                List.of(
                    "strace",
                    "-f",
                    "-qq",
                    "-o",
                    "/dev/null",
                    "-e",
                    "trace=" + call,
                    "-e",
                    "inject=" + call + ":signal=SIGKILL:when=" + ordinal))
            .run();
    if (result.status() != KILLED) {
      result.succeeded();
    }
    return result.status() == KILLED;
  }

  @Override
  public int compareTo(KillPoint other) {
    return call.equals(other.call)
        ? Integer.compare(ordinal, other.ordinal)
        : call.compareTo(other.call);
  }

  @Override
  public String toString() {
    return call + " " + ordinal;
  }
}
