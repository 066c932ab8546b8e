package io.wyng.shell;

import static io.wyng.shell.TestFiles.path;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Far sides that lie. Whatever they say, it is refused, and memory does not grow with it. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFarSideTest {

  private static final Path ROOT = Path.of("/wyng.backup");
  private static final byte[] MEBIBYTE = "x".repeat(1 << 20).getBytes(ISO_8859_1);

  /** Lines, each with the token in front. */
  private static LyingFarSide.Lie lines(String... lines) {
    return (token, answers) -> {
      for (String line : lines) {
        answers.write((token + " " + line + "\n").getBytes(ISO_8859_1));
      }
    };
  }

  /** A beginning, and then the same bytes for ever. */
  private static LyingFarSide.Lie endless(String beginning, String forEver) {
    return (token, answers) -> {
      answers.write((token + " " + beginning).getBytes(ISO_8859_1));
      while (true) {
        answers.write(forEver.replace("TOKEN", token).getBytes(ISO_8859_1));
      }
    };
  }

  private static Arguments lie(String request, LyingFarSide.Lie lie, Operation operation) {
    return Arguments.of(request, lie, operation);
  }

  static Stream<Arguments> lies() {
    String long300 = "y".repeat(60_000);
    return Stream.of(
        lie("read", lines("bytes 99999999999"), Operation.READ),
        lie("read", lines("bytes 1001"), Operation.READ),
        lie("read", lines("bytes -1"), Operation.READ),
        lie("read", lines("bytes 3\nabcdef"), Operation.READ),
        lie("read", endless("bytes 3\n", "abc"), Operation.READ),
        lie("read", endless("bytes 3\n", "abc\nTOKEN changed\nTOKEN bytes 3\n"), Operation.READ),
        lie("read", endless("", long300), Operation.READ),
        lie("read", lines("surprise"), Operation.READ),
        lie("list", endless("", "dname\nTOKEN "), Operation.LIST),
        lie("list", lines("d..", "sizes"), Operation.LIST),
        lie("list", lines("d.", "sizes"), Operation.LIST),
        lie("list", lines("f../../etc/passwd", "sizes"), Operation.LIST),
        lie("list", lines("f", "sizes"), Operation.LIST),
        lie("list", lines("zname", "sizes"), Operation.LIST),
        lie("list", lines("fname", "sizes\n-5"), Operation.LIST),
        lie("digests", lines("files +\nnot a digest"), Operation.DIGESTS),
        lie("digests", lines("files ++"), Operation.DIGESTS),
        lie("digests", lines("files "), Operation.DIGESTS),
        lie("digests", endless("files +\n", "0"), Operation.DIGESTS),
        lie("fetch", lines("files " + "+".repeat(21)), Operation.DOWNLOAD),
        lie("fetch", lines("files +x+"), Operation.DOWNLOAD),
        lie("fetch", lines("files " + "+".repeat(20) + "\n-7"), Operation.DOWNLOAD),
        lie("fetch", lines("files ", "ok"), Operation.DOWNLOAD),
        lie(
            "fetch",
            endless("files " + "+".repeat(20) + "\n", "123456789012345678\n"),
            Operation.DOWNLOAD),
        lie("fetch", endless("files " + "+".repeat(20) + "\n", "7"), Operation.DOWNLOAD),
        lie("write", lines("yes"), Operation.REPLACE),
        lie("links_possible", lines("links perhaps"), Operation.UPLOAD),
        lie("sync", endless("", "TOKEN "), Operation.SYNC));
  }

  @ParameterizedTest(name = "{0} {2} [{index}]")
  @MethodSource("lies")
  void aLieIsRefused(String request, LyingFarSide.Lie lie, Operation operation) throws Exception {
    LyingFarSide liar = new LyingFarSide(request, lie);
    try (Destination destination = FarSide.open(liar, ROOT, Timing.DEFAULT)) {

      ProviderException failure =
          assertThrows(ProviderException.class, () -> operation.on(destination));

      assertTrue(failure.getMessage().length() < 1500, failure::getMessage);
      assertTrue(
          failure.getMessage().chars().noneMatch(Character::isISOControl), failure::getMessage);
    }
  }

  @Test
  void noMoreBytesThanAskedForAreTakenOfAFileThatIsSaidToBeEnormous() throws Exception {
    LyingFarSide liar =
        new LyingFarSide(
            "fetch",
            (token, answers) -> {
              answers.write((token + " files +\n900000000000000000\n").getBytes(ISO_8859_1));
              while (true) {
                answers.write(MEBIBYTE);
              }
            });
    ByteBuffer target = ByteBuffer.allocate(200_000);
    try (Destination destination = FarSide.open(liar, ROOT, Timing.DEFAULT);
        Download download =
            destination.fetch(List.of(new Extent(path("a"), 0, 100_000)).iterator())) {

      assertThrows(IOException.class, () -> download.next(target));

      assertEquals(100_000, target.position());
    }
  }

  @Test
  void aGreetingWithoutEndIsGivenUp() throws Exception {
    CommandStarter talker =
        new ProgramStarter(List.of("/bin/sh", "-c", "exec yes 'buy now' #"), "the talker");
    try (ShellDestination destination = FarSide.open(talker, ROOT, Timing.DEFAULT)) {

      assertThrows(ProviderException.class, destination::connect);
    }
  }

  @Test
  void endlessWordsAreNotKept() throws Exception {
    FarSide farSide =
        FarSide.ofTools("words")
            .with("sh", Path.of("/bin/dash"))
            .withScript("sync", "#!/bin/dash\nyes 'and so on' | head -c 300000000 >&2\nexit 1\n");
    try (Destination destination = FarSide.open(farSide.starter(), ROOT, Timing.DEFAULT)) {

      ProviderException failure = assertThrows(ProviderException.class, destination::sync);

      assertTrue(failure.getMessage().contains("and so on; and so on"), failure::getMessage);
      assertTrue(failure.getMessage().length() < 1500, failure::getMessage);
    }
  }
}
