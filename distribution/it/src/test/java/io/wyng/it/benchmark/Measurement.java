package io.wyng.it.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wyng.it.program.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One run of the program.
 *
 * @param seconds from its start to its end
 * @param transferSeconds from the first report of progress to its end: without start-up, snapshot
 *     and finding out what has changed
 * @param peakBytes the most memory that it had at one time
 */
record Measurement(double seconds, double transferSeconds, long peakBytes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs a command, which must succeed. Its output is read as it comes. */
  static Measurement of(Program program) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.with("--json").words());
    builder.directory(program.directory().toFile());
    builder.environment().putAll(program.variables());
    builder.redirectErrorStream(true);
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    long transfer = 0;
    long peak = 0;
    StringBuilder output = new StringBuilder();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        output.append(line).append('\n');
        if (transfer == 0 && isTransfer(line)) {
          transfer = System.nanoTime();
        }
        peak = Math.max(peak, peakBytes(process.pid()));
      }
    }
    int status = process.waitFor();
    long end = System.nanoTime();
    if (status != 0) {
      throw new IOException(program.words() + " ended with " + status + ":\n" + output);
    }
    return new Measurement(
        (end - start) / 1e9, (end - (transfer == 0 ? start : transfer)) / 1e9, peak);
  }

  private static boolean isTransfer(String line) throws IOException {
    JsonNode object = line.startsWith("{") ? JSON.readTree(line) : JSON.createObjectNode();
    return object.path("type").asText().equals("progress")
        && !object.path("activity").asText().equals("examine");
  }

  /** The kernel keeps the greatest resident size of a process. */
  private static long peakBytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    return Files.exists(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
            .findFirst()
            .orElse(0)
        : 0;
  }
}
