package io.wyng.destination.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.destination.ssh.settings.Limits;
import io.wyng.destination.ssh.settings.Options;
import io.wyng.shell.NoShellException;
import io.wyng.spi.ProviderException;
import io.wyng.spi.SettingValues;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator can set makes a difference. */
class OptionsTest {

  @TempDir private Path directory;

  @Test
  void everySettingIsTaken() {
    Options options =
        options("mode", "sftp", "window", "1MiB", "connect-timeout", "5s", "silence-limit", "1h");

    assertEquals(
        new Options(
            Options.Mode.SFTP,
            1 << 20,
            new Limits(Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofMinutes(10))),
        options);
  }

  @Test
  void bySftpNoShellIsAskedFor() throws IOException {
    assertTransport("ssh with a shell", "mode", "auto");
    assertTransport("ssh with a shell", "mode", "shell");
    assertTransport("ssh with SFTP", "mode", "sftp");
  }

  @Test
  void withAShellSftpIsNoWayOut() throws IOException {
    assertRefused(NoShellException.class, TestServer.SFTP_ONLY, "mode", "shell");
  }

  @Test
  void bySftpAShellIsNoWayOut() throws IOException {
    ProviderException refusal =
        assertRefused(ProviderException.class, "ForceCommand /bin/false", "mode", "sftp");

    assertTrue(refusal.getMessage().contains("SFTP"), refusal::getMessage);
  }

  @Test
  void aWindowThatIsSmallerThanAFileLetsItThrough() throws IOException {
    byte[] content = new byte[1 << 20];
    Arrays.fill(content, (byte) 7);
    List<ArchivePath> paths =
        IntStream.range(0, 5).mapToObj(i -> ArchivePath.of("chunk" + i)).toList();
    try (TestServer server = TestServer.start(directory.resolve("server"));
        Destination destination = open(server, "mode", "sftp", "window", "256KiB")) {
      try (Upload upload = destination.openUpload()) {
        for (ArchivePath path : paths) {
          upload.put(path, ByteBuffer.wrap(content));
        }
        upload.finish();
      }

      try (Download download =
          destination.fetch(
              paths.stream().map(path -> new Extent(path, 0, content.length)).iterator())) {
        for (ArchivePath path : paths) {
          ByteBuffer target = ByteBuffer.allocate(content.length);
          assertEquals(content.length, download.next(target), path::toString);
          assertArrayEquals(content, target.array());
        }
      }
    }
  }

  private void assertTransport(String expected, String... settings) throws IOException {
    try (TestServer server = TestServer.start(directory.resolve(settings[1]));
        Destination destination = open(server, settings)) {
      destination.capabilities();

      assertTrue(destination.transport().startsWith(expected), destination::transport);
    }
  }

  private <F extends IOException> F assertRefused(
      Class<F> failure, String server, String... settings) throws IOException {
    try (TestServer running = TestServer.start(directory.resolve("server"), server);
        Destination destination = open(running, settings)) {
      return assertThrows(failure, destination::capabilities);
    }
  }

  private Destination open(TestServer server, String... settings) throws IOException {
    return TestHome.knowing(server, directory.resolve("home-" + settings[1]))
        .withOptions(options(settings))
        .open(
            "ssh://root@127.0.0.1:" + server.port() + "/",
            Path.of("/").relativize(directory.resolve("wyng.backup")).toString());
  }

  /** Names, each with its value behind it. */
  private static Options options(String... settings) {
    Map<String, String> texts = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      texts.put(settings[i], settings[i + 1]);
    }
    return Options.of(new SettingValues(texts));
  }
}
