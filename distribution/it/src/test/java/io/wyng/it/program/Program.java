package io.wyng.it.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is run to its end: the words of its command line, and what it finds around it.
 *
 * @param words the program and its arguments
 * @param variables environment variables that differ from ours; an empty value removes one
 * @param directory its working directory
 */
public record Program(List<String> words, Map<String, String> variables, Path directory) {

  /** Whoever is not done by then hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Keeps its own copies. */
  public Program {
    words = List.copyOf(words);
    variables = Map.copyOf(variables);
  }

  /** A program in our own surroundings. */
  public static Program of(String... words) {
    return new Program(List.of(words), Map.of(), Path.of("").toAbsolutePath());
  }

  /** The same with more arguments. */
  public Program with(String... arguments) {
    List<String> more = new ArrayList<>(words);
    more.addAll(List.of(arguments));
    return new Program(more, variables, directory);
  }

  /** The same, run by another program, such as a tracer. */
  public Program under(List<String> runner) {
    List<String> more = new ArrayList<>(runner);
    more.addAll(words);
    return new Program(more, variables, directory);
  }

  /** The same with an environment variable. */
  public Program withVariable(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(variables);
    more.put(name, value);
    return new Program(words, more, directory);
  }

  /** The same in another working directory. */
  public Program in(Path otherDirectory) {
    return new Program(words, variables, otherDirectory);
  }

  /** Runs it to its end, with nothing on its standard input. */
  public Result run() {
    return run(PATIENCE);
  }

  /** Runs it to its end, which must come within some time, with nothing on its standard input. */
  public Result run(Duration patience) {
    try {
      Path output = Files.createTempFile("wyng-it-", ".out");
      Path errors = Files.createTempFile("wyng-it-", ".err");
      try {
        Process process = start(output, errors);
        int status = end(process, patience);
        return new Result(
            String.join(" ", words),
            status,
            Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(errors, StandardCharsets.UTF_8));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Running " + words + " failed", e);
    }
  }

  /** Starts it, with nothing on its standard input, and does not wait. */
  public Process start(Path output, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.directory(directory.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(output.toFile());
    builder.redirectError(errors.toFile());
    builder.environment().remove("WYNG_PLUGIN_PATH");
    builder.environment().remove("WYNG_JAVA_OPTS");
    variables.forEach((name, value) -> set(builder.environment(), name, value));
    return builder.start();
  }

  private static void set(Map<String, String> environment, String name, String value) {
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
  }

  private int end(Process process, Duration patience) {
    try {
      if (process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new AssertionError(words + " was not done after " + patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + words, e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
