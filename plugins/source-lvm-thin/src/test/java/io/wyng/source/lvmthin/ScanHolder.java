package io.wyng.source.lvmthin;

import io.wyng.spi.source.ChangeScan;
import io.wyng.spi.source.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that opens a scan and keeps it open until it is told to end, or killed. */
final class ScanHolder {

  private ScanHolder() {}

  public static void main(String[] arguments) throws Exception {
    Source source = new LvmThinProvider().open(arguments[0]);
    ChangeScan scan = source.openScan();
    System.out.println("open");
    System.in.transferTo(System.out);
    scan.close();
    source.close();
  }

  /** Starts the process and waits until its scan is open. */
  static Process start(String location) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-classpath",
                    System.getProperty("java.class.path"),
                    ScanHolder.class.getName(),
                    location))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    if (!"open".equals(line)) {
      process.destroyForcibly();
      throw new IOException("The scan was not opened: " + line);
    }
    return process;
  }
}
