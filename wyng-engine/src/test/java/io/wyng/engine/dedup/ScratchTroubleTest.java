package io.wyng.engine.dedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.engine.failure.LocalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scratch files that are not what was written, or cannot be written. */
class ScratchTroubleTest {

  private static final int RECORDS = 1000;

  @TempDir Path directory;

  /** A record whose key is its number, in the middle of the range of keys. */
  private static byte[] record(int number) {
    byte[] record = new byte[IndexRecord.BYTES];
    ByteBuffer.wrap(record).putLong(0, (long) number << 53);
    IndexRecord.setPlace(record, new ChunkPlace(number, number));
    return record;
  }

  private Path file() {
    return directory.resolve("run");
  }

  private SortedRun run() throws IOException {
    FileChannel channel =
        FileChannel.open(
            file(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    RunWriter writer = new RunWriter(new ScratchFile(channel, directory));
    for (int i = 0; i < RECORDS; i++) {
      writer.add(record(i), 0);
    }
    return writer.finish();
  }

  private static void find(SortedRun run, int number) {
    byte[] wanted = record(number);
    IndexRecord.setPlace(wanted, new ChunkPlace(0, 0));
    assertTrue(run.find(wanted));
    assertEquals(new ChunkPlace(number, number), IndexRecord.place(wanted));
  }

  private static void readAll(SortedRun run) {
    RunReader reader = run.reader(0);
    int count = 0;
    while (reader.advance()) {
      count++;
    }
    assertEquals(RECORDS, count);
  }

  @Test
  void anIntactRunIsReadAndSearched() throws IOException {
    try (SortedRun run = run()) {
      readAll(run);
      for (int i = 0; i < RECORDS; i++) {
        find(run, i);
      }
    }
  }

  @ParameterizedTest(name = "bit in byte {0}")
  @ValueSource(ints = {0, 39, 43, 4000, 4095, 4096, 20_000, 10 * 4096 + 5})
  void aBitThatWasTurnedIsNoticedBeforeItsRecordIsUsed(int position) throws IOException {
    try (SortedRun run = run()) {
      byte[] bytes = Files.readAllBytes(file());
      bytes[position] ^= 4;
      Files.write(file(), bytes);
      int record = position / 4096 * RecordPage.RECORDS;

      LocalException searched = assertThrows(LocalException.class, () -> find(run, record));
      LocalException read = assertThrows(LocalException.class, () -> readAll(run));

      assertTrue(String.valueOf(searched.getMessage()).contains("is damaged"));
      assertTrue(String.valueOf(read.getMessage()).contains(directory.toString()));
      assertFalse(read.remedy().isEmpty());
    }
  }

  @Test
  void aFileThatIsTooShortIsNoticed() throws IOException {
    try (SortedRun run = run()) {
      Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 3 * 4096 + 9));

      assertThrows(LocalException.class, () -> find(run, RECORDS - 1));
      LocalException failure = assertThrows(LocalException.class, () -> readAll(run));

      assertTrue(String.valueOf(failure.getMessage()).contains("shorter"), failure::toString);
    }
  }

  @Test
  void onAFullDiskTheMessageTellsWhatIsNeeded() throws IOException {
    FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
    try (ScratchFile file = new ScratchFile(full, directory)) {
      RunWriter writer = new RunWriter(file);
      writer.add(record(1), 0);

      LocalException failure = assertThrows(LocalException.class, writer::finish);

      String message = String.valueOf(failure.getMessage());
      assertTrue(message.contains("No space left on device"), message);
      assertTrue(message.contains(directory.toString()), message);
      assertTrue(failure.remedy().contains("for each chunk"), failure.remedy());
    }
  }

  @Test
  void aScratchDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path inTheWay = Files.createFile(directory.resolve("file"));

    LocalException failure =
        assertThrows(LocalException.class, () -> new DigestIndex(inTheWay.resolve("dedup")));

    assertTrue(String.valueOf(failure.getMessage()).contains(inTheWay.toString()));
  }
}
