package io.wyng.source.lvmthin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.ProviderException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeltaXmlTest {

  private static final String BEGIN =
      "<superblock uuid=\"\" time=\"2\" transaction=\"3\" data_block_size=\"128\""
          + " nr_data_blocks=\"0\"><diff left=\"2\" right=\"3\">";
  private static final String END = "</diff></superblock>";

  /** Writes down what it is told. */
  private static final class Recorder implements DeltaHandler {
    final List<String> calls = new ArrayList<>();

    @Override
    public void begin(long blockSizeBytes, long left, long right) {
      calls.add("begin " + blockSizeBytes + " " + left + " " + right);
    }

    @Override
    public void run(Kind kind, long begin, long length) {
      calls.add(kind + " " + begin + " " + length);
    }
  }

  private static List<String> read(InputStream input) throws IOException {
    Recorder recorder = new Recorder();
    DeltaXml.read(input, recorder);
    return recorder.calls;
  }

  private static List<String> read(String xml) throws IOException {
    return read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"thin_delta-0.9.0.xml", "thin_delta-1.0.12.xml"})
  void theAnswersOfAllVersionsAreRead(String fixture) throws Exception {
    assertEquals(
        List.of(
            "begin 65536 2 3",
            "SAME 0 4",
            "DIFFERENT 4 3",
            "SAME 7 9",
            "LEFT_ONLY 16 4",
            "SAME 20 108",
            "RIGHT_ONLY 400 2"),
        read(Fixtures.open(fixture)));
  }

  @Test
  void aComparisonOfAVolumeWithItselfListsItsMappings() throws Exception {
    assertEquals(
        List.of("begin 65536 2 2", "SAME 0 128"),
        read(Fixtures.open("thin_delta-0.9.0-itself.xml")));
  }

  @Test
  void emptyVolumesHaveNoRuns() throws Exception {
    assertEquals(List.of("begin 65536 2 3"), read(BEGIN + END));
    assertEquals(
        List.of("begin 65536 2 3"),
        read(BEGIN.replace("right=\"3\">", "right=\"3\"/>") + "</superblock>"));
  }

  @Test
  void commentsAndDeclarationsDoNotMatter() throws Exception {
    assertEquals(
        List.of("begin 65536 2 3", "SAME 1 2"),
        read(
            "<?xml version=\"1.0\"?>\n<!-- x -->\n"
                + BEGIN
                + "<!-- x --> <same length=\"2\" begin=\"1\" more=\"x\"/> "
                + END
                + "\n"));
  }

  @Test
  void anAnswerThatIsCutOffAnywhereIsRefused() throws Exception {
    String whole = Fixtures.text("thin_delta-0.9.0.xml").strip();

    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      ProviderException refusal =
          assertThrows(ProviderException.class, () -> read(cut), "cut after " + length);
      assertTrue(refusal.getMessage().startsWith("The answer of thin_delta makes no sense"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<moved begin=\"1\" length=\"1\"/>",
        "<same begin=\"1\"/>",
        "<same length=\"1\"/>",
        "<same begin=\"\" length=\"1\"/>",
        "<same begin=\"-1\" length=\"1\"/>",
        "<same begin=\"1\" length=\"-1\"/>",
        "<same begin=\"1.0\" length=\"1\"/>",
        "<same begin=\"0x10\" length=\"1\"/>",
        "<same begin=\"9223372036854775808\" length=\"1\"/>",
        "<same begin=\"1\" length=\"1\">text</same>",
        "<same begin=\"1\" length=\"1\"><range/></same>",
        "text",
        "<diff left=\"2\" right=\"3\"/>"
      })
  void runsOfAnotherFormAreRefused(String run) {
    assertThrows(ProviderException.class, () -> read(BEGIN + run + END));
  }

  @Test
  void theVerboseFormWhichIsNeverAskedForIsRefused() {
    assertThrows(
        ProviderException.class, () -> read(Fixtures.open("thin_delta-0.9.0-verbose.xml")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-128", "", "x", "99999999999"})
  void anImpossibleBlockSizeIsRefused(String sectors) {
    String xml = BEGIN.replace("\"128\"", '"' + sectors + '"') + END;

    assertThrows(ProviderException.class, () -> read(xml));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<diff left=\"2\" right=\"3\"/>",
        "<superblock data_block_size=\"128\"/>",
        "<superblock data_block_size=\"128\"><diff left=\"2\"/></superblock>",
        "<superblock data_block_size=\"128\"><device/></superblock>",
        "<superblock><diff left=\"2\" right=\"3\"/></superblock>",
        "no XML at all",
        "Usage: thin_delta [options] <device or file>"
      })
  void aDocumentOfAnotherFormIsRefused(String xml) {
    assertThrows(ProviderException.class, () -> read(xml));
  }

  @Test
  void whatFollowsTheEndIsRefused() {
    assertThrows(ProviderException.class, () -> read(BEGIN + END + BEGIN + END));
    assertThrows(
        ProviderException.class,
        () -> read(BEGIN + "</diff><diff left=\"2\" right=\"3\"/></superblock>"));
  }

  @Test
  void noExternalEntityIsEverFetched() {
    String xml =
        "<!DOCTYPE superblock [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
            + BEGIN
            + "<same begin=\"&x;\" length=\"1\"/>"
            + END;

    assertThrows(ProviderException.class, () -> read(xml));
  }

  @Test
  void entitiesCannotBeMadeToGrow() {
    String xml =
        "<!DOCTYPE superblock [<!ENTITY a \"1111111111\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
            + BEGIN
            + "<same begin=\"&b;\" length=\"1\"/>"
            + END;

    assertThrows(ProviderException.class, () -> read(xml));
  }

  @Test
  void theHandlersRefusalComesThroughAsItIs() {
    IOException refusal = new IOException("refused");

    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                DeltaXml.read(
                    Fixtures.open("thin_delta-0.9.0.xml"),
                    new DeltaHandler() {
                      @Override
                      public void begin(long blockSizeBytes, long left, long right) {}

                      @Override
                      public void run(Kind kind, long begin, long length) throws IOException {
                        throw refusal;
                      }
                    }));

    assertSame(refusal, thrown);
  }

  @Test
  void anInterruptionWhileReadingComesThroughAsItIs() {
    InterruptedIOException interruption = new InterruptedIOException("interrupted");
    Pieces input =
        new Pieces(() -> {
          throw interruption;
        });

    assertSame(interruption, assertThrows(InterruptedIOException.class, () -> read(input)));
  }

  @Test
  void millionsOfRunsAreReadWithinTheSameMemory() throws Exception {
    int runs = 2_000_000;
    AtomicInteger thousands = new AtomicInteger(-1);
    long[] sum = new long[1];

    try (InputStream xml =
        new Pieces(() -> thousandRuns(thousands.getAndIncrement(), runs / 1000))) {
      DeltaXml.read(
          xml,
          new DeltaHandler() {
            @Override
            public void begin(long blockSizeBytes, long left, long right) {}

            @Override
            public void run(Kind kind, long begin, long length) {
              sum[0] += length;
            }
          });
    }

    assertEquals(runs, sum[0]);
  }

  /** The beginning, then runs, a thousand at a time, then the end, then nothing. */
  private static String thousandRuns(int thousand, int thousands) {
    if (thousand < 0 || thousand >= thousands) {
      return thousand < 0 ? BEGIN : thousand == thousands ? END : "";
    }
    StringBuilder text = new StringBuilder();
    for (long i = thousand * 1000L; i < (thousand + 1) * 1000L; i++) {
      text.append("<same begin=\"").append(2 * i).append("\" length=\"1\"/>\n");
    }
    return text.toString();
  }

  /** Text that is made while it is read. */
  private static final class Pieces extends InputStream {

    private final Piece next;
    private byte[] piece = {};
    private int position;

    /** Makes the next piece; an empty one is the end. */
    interface Piece {
      String make() throws IOException;
    }

    Pieces(Piece next) {
      this.next = next;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (position == piece.length) {
        piece = next.make().getBytes(StandardCharsets.US_ASCII);
        position = 0;
      }
      int count = Math.min(length, piece.length - position);
      System.arraycopy(piece, position, target, offset, count);
      position += count;
      return count == 0 ? -1 : count;
    }
  }
}
