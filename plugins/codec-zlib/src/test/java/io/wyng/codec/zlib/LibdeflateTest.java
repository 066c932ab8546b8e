package io.wyng.codec.zlib;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.airlift.compress.v3.deflate.DeflateNativeCompressor;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.contract.CodecContract;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The codec contract with libdeflate, whose streams are read by zlib. */
class LibdeflateTest extends CodecContract {

  /** Run in a new process: compresses a text, and prints the stream. */
  static final class InANewProcess {

    private InANewProcess() {}

    /** Without arguments. */
    public static void main(String[] arguments) throws IOException {
      System.out.print(HexFormat.of().formatHex(compress(new ZlibCodec().newCompressor(4))));
    }
  }

  @BeforeAll
  static void theLibraryIsThere() {
    assertTrue(DeflateNativeCompressor.isEnabled(), "there is no libdeflate for this machine");
  }

  @Override
  public CodecProvider provider() {
    return new ZlibCodec();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
  void aStreamBeginsAndEndsAsThatOfZlib(int level) {
    byte[] stream = compress(Encoder.LIBDEFLATE.newCompressor(level));
    byte[] zlib = compress(Encoder.ZLIB.newCompressor(level));

    assertEquals(hex(zlib, 0, 2), hex(stream, 0, 2), "header");
    assertEquals(
        hex(zlib, zlib.length - 4, zlib.length),
        hex(stream, stream.length - 4, stream.length),
        "checksum");
  }

  /** As where {@code /tmp} is mounted noexec or is full, or there is none for the processor. */
  @ParameterizedTest
  @ValueSource(
      strings = {"-Dio.airlift.compress.v3.disable-native=true", "-Daircompressor.tmpdir=/proc"})
  void zlibCompressesWhereTheLibraryCannotBeLoaded(String option) throws Exception {
    String zlib = HexFormat.of().formatHex(compress(Encoder.ZLIB.newCompressor(4)));

    assertEquals(zlib, inANewProcess(option));
    assertNotEquals(zlib, inANewProcess("-Dnothing.special=true"));
  }

  private static String inANewProcess(String option) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add(option);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(InANewProcess.class.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String printed = new String(process.getInputStream().readAllBytes(), US_ASCII);
    assertEquals(0, process.waitFor());
    return printed;
  }

  private static byte[] compress(Compressor compressor) {
    byte[] text = new byte[65536];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ("etaoin shrdlu".charAt((i * i >>> 7) % 13) + (i >>> 12));
    }
    try (compressor) {
      ByteBuffer target = ByteBuffer.allocate(compressor.maxCompressedLength(text.length));
      compressor.compress(ByteBuffer.wrap(text), target);
      return Arrays.copyOf(target.array(), target.position());
    }
  }

  private static String hex(byte[] bytes, int from, int to) {
    return HexFormat.of().formatHex(bytes, from, to);
  }
}
