package io.wyng.source.file.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.source.file.linux.NativeFile;
import io.wyng.source.file.linux.TestFile;
import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayIndexTest {

  private static final int BLOCK = 64 << 10;

  @TempDir Path directory;

  private NativeFile file() throws IOException {
    return TestFile.open(directory.resolve("overlay"));
  }

  private static OverlayIndex index() {
    BitSet blocks = new BitSet();
    blocks.set(1);
    blocks.set(63, 66);
    return new OverlayIndex(70L * BLOCK + 5, blocks);
  }

  @Test
  void anIndexIsReadAsItWasWritten() throws IOException {
    try (NativeFile file = file()) {
      index().append(file);

      assertEquals(index(), OverlayIndex.read(file));
      assertEquals(71L * BLOCK + 2 * 8 + 4 * 8, file.sizeBytes());
    }
  }

  @Test
  void anIndexWithoutBlocksIsReadAsItWasWritten() throws IOException {
    OverlayIndex index = new OverlayIndex(1, new BitSet());
    try (NativeFile file = file()) {
      index.append(file);

      assertEquals(index, OverlayIndex.read(file));
    }
  }

  @Test
  void anyChangedByteOfTheIndexIsNoticed() throws IOException {
    try (NativeFile file = file()) {
      index().append(file);
      for (long at = 71L * BLOCK; at < file.sizeBytes(); at++) {
        flip(file, at);
        assertThrows(ProviderException.class, () -> OverlayIndex.read(file), "byte " + at);
        flip(file, at);
      }
      assertEquals(index(), OverlayIndex.read(file));
    }
  }

  private static void flip(NativeFile file, long position) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(1);
    file.readFully(position, bytes);
    file.write(position, bytes.put(0, (byte) ~bytes.get(0)).flip());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 31, 32, BLOCK, 71L * BLOCK, 71L * BLOCK + 47, 71L * BLOCK + 49})
  void anyOtherLengthOfTheFileIsNoticed(long length) throws IOException {
    try (NativeFile file = file()) {
      index().append(file);
      file.resize(length);

      assertThrows(ProviderException.class, () -> OverlayIndex.read(file));
    }
    assertEquals(length, Files.size(directory.resolve("overlay")));
  }
}
