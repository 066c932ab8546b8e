package io.wyng.destination.ssh.sftp;

import static io.wyng.destination.ssh.sftp.HostileServer.directory;
import static io.wyng.destination.ssh.sftp.HostileServer.file;
import static io.wyng.destination.ssh.sftp.HostileServer.handle;
import static io.wyng.destination.ssh.sftp.HostileServer.packet;
import static io.wyng.destination.ssh.sftp.HostileServer.status;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.destination.ssh.sftp.HostileServer.Answerer;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationFaultException;
import io.wyng.spi.destination.Download;
import io.wyng.spi.destination.Extent;
import io.wyng.spi.destination.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that lie. What they may do is make a call fail; not more. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileServerTest {

  private static final int CLOSE = 4;
  private static final int OPEN = 3;
  private static final int READ = 5;
  private static final int LSTAT = 7;
  private static final int OPENDIR = 11;
  private static final int READDIR = 12;
  private static final int REMOVE = 13;
  private static final int RMDIR = 15;
  private static final int STAT = 17;
  private static final int OK = 0;
  private static final int FAILURE = 4;
  private static final ArchivePath PATH = ArchivePath.of("file");

  private static SftpDestination open(Answerer answerer) throws IOException {
    return SftpDestination.open(
        new HostileServer(answerer), "/mnt", ArchivePath.of("archive"), 16 << 20);
  }

  /** A server with one file of which it says whatever size it likes. */
  private static Answerer fileOf(long size, Answerer read) {
    return (type, id, body) ->
        switch (type) {
          case STAT -> directory(id);
          case LSTAT -> file(id, size);
          case OPEN -> handle(id);
          case READ -> read.answer(type, id, body);
          case CLOSE -> status(id, OK);
          default -> status(id, FAILURE);
        };
  }

  private static byte[] upTo(int id, ByteBuffer body, int most) {
    body.position(body.position() + 4 + "handle".length() + 8);
    return packet(103, id, (Object) new byte[Math.min(most, body.getInt())]);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MAX_VALUE, 1L << 40, 101})
  void aFileThatIsSaidToBeLongerThanAllowedIsNotRead(long size) throws Exception {
    HostileServer server =
        new HostileServer(fileOf(size, (type, id, body) -> upTo(id, body, 1 << 20)));
    try (Destination destination =
        SftpDestination.open(server, "/mnt", ArchivePath.of("archive"), 16 << 20)) {
      assertThrows(IOException.class, () -> destination.read(PATH, 100));
    }

    assertFalse(server.asked().contains(READ));
  }

  @Test
  void ofAFileThatIsSaidToBeEndlessOnlyWhatWasAskedForIsHeld() throws Exception {
    try (Destination destination =
            open(fileOf(Long.MAX_VALUE, (type, id, body) -> upTo(id, body, 1 << 20)));
        Download download = destination.fetch(List.of(new Extent(PATH, 5, 100_000)).iterator())) {
      ByteBuffer target = ByteBuffer.allocate(100_000);

      assertEquals(Long.MAX_VALUE - 5, download.next(target));
      assertEquals(100_000, target.position());
    }
  }

  @Test
  void aFileThatEndsEarlierThanWasSaidIsReadToItsEnd() throws Exception {
    try (Destination destination =
        open(fileOf(100, (type, id, body) -> status(id, StatusException.END_OF_FILE)))) {
      assertEquals(0, destination.read(PATH, 1000).orElseThrow().length);
    }
  }

  @Test
  void aFileThatComesInSmallPiecesIsReadWhole() throws Exception {
    try (Destination destination = open(fileOf(50, (type, id, body) -> upTo(id, body, 7)))) {
      assertEquals(50, destination.read(PATH, 1000).orElseThrow().length);
    }
  }

  @Test
  void moreBytesThanWereAskedForAreRefused() throws Exception {
    assertReadFails((type, id, body) -> packet(103, id, (Object) new byte[50_000]));
  }

  @Test
  void noBytesAtAllAreNoAnswer() throws Exception {
    assertReadFails((type, id, body) -> packet(103, id, ""));
  }

  @Test
  void aStringThatIsLongerThanItsPacketIsRefused() throws Exception {
    assertReadFails((type, id, body) -> packet(103, id, Integer.MAX_VALUE));
    assertReadFails((type, id, body) -> packet(103, id, -1));
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() throws Exception {
    assertReadFails((type, id, body) -> packet(103, id + 1000, (Object) new byte[10]));
  }

  @Test
  void anAnswerOfAnotherKindIsRefused() throws Exception {
    assertReadFails((type, id, body) -> handle(id));
    assertReadFails((type, id, body) -> status(id, OK));
    assertReadFails((type, id, body) -> packet(250, id));
  }

  @Test
  void aPacketOfGigabytesIsRefusedBeforeItComes() throws Exception {
    assertReadFails((type, id, body) -> ByteBuffer.allocate(4).putInt(2_000_000_000).array());
    assertReadFails((type, id, body) -> ByteBuffer.allocate(4).putInt(-2).array());
    assertReadFails((type, id, body) -> ByteBuffer.allocate(4).putInt(1).array());
  }

  private static void assertReadFails(Answerer read) throws IOException {
    try (Destination destination = open(fileOf(50, read))) {
      assertThrows(IOException.class, () -> destination.read(PATH, 1000));
    }
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    HostileServer server =
        new HostileServer((type, id, body) -> HostileServer.SILENCE, Duration.ofMillis(500));
    try (Destination destination =
        SftpDestination.open(server, "/mnt", ArchivePath.of("archive"), 16 << 20)) {
      DestinationFaultException failure =
          assertThrows(DestinationFaultException.class, () -> destination.read(PATH, 1000));

      assertEquals(DestinationFault.CONNECTION_LOST, failure.fault());
      assertTrue(failure.getMessage().contains("has not answered"), failure.getMessage());
    }
  }

  /** A server with one directory, the entries of which are up to it. */
  private static Answerer directoryWith(Answerer entries) {
    return (type, id, body) ->
        switch (type) {
          case STAT, LSTAT -> directory(id);
          case OPENDIR -> handle(id);
          case READDIR -> entries.answer(type, id, body);
          case CLOSE, REMOVE -> status(id, OK);
          case RMDIR -> status(id, FAILURE);
          default -> status(id, FAILURE);
        };
  }

  private static byte[] names(int id, String... names) {
    Object[] fields = new Object[1 + 4 * names.length];
    fields[0] = names.length;
    for (int i = 0; i < names.length; i++) {
      fields[1 + 4 * i] = names[i];
      fields[2 + 4 * i] = "";
      fields[3 + 4 * i] = 4;
      fields[4 + 4 * i] = 0100644;
    }
    return packet(104, id, fields);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/b", "", "a\u0000b"})
  void anEntryThatIsNoNameIsRefusedAndNothingIsDeleted(String name) throws Exception {
    HostileServer server = new HostileServer(directoryWith((type, id, body) -> names(id, name)));
    try (Destination destination =
        SftpDestination.open(server, "/mnt", ArchivePath.of("archive"), 16 << 20)) {
      assertThrows(IOException.class, () -> destination.list(ArchivePath.ROOT));
      assertThrows(IOException.class, () -> destination.deleteTree(PATH));
    }

    assertFalse(server.asked().contains(REMOVE));
  }

  @Test
  void theDirectoryItselfAndTheOneAboveAreNoEntries() throws Exception {
    boolean[] told = new boolean[1];
    try (Destination destination =
        open(
            directoryWith((type, id, body) -> {
              boolean end = told[0];
              told[0] = true;
              return end ? status(id, StatusException.END_OF_FILE) : names(id, ".", "..", "file");
            }))) {
      assertEquals(1, destination.list(ArchivePath.ROOT).size());
    }
  }

  @Test
  void aDirectoryWithoutEndIsGivenUp() throws Exception {
    String[] many = new String[2000];
    for (int i = 0; i < many.length; i++) {
      many[i] = "x" + i;
    }
    try (Destination destination = open(directoryWith((type, id, body) -> names(id, many)))) {
      assertThrows(IOException.class, () -> destination.list(ArchivePath.ROOT));
      assertThrows(IOException.class, () -> destination.deleteTree(PATH));
    }
  }

  @Test
  void aDirectoryThatIsNeverEmptyIsGivenUp() throws Exception {
    try (Destination destination =
        open(directoryWith((type, id, body) -> status(id, StatusException.END_OF_FILE)))) {
      assertThrows(IOException.class, () -> destination.deleteTree(PATH));
    }
  }

  @Test
  void whatTheServerSaysIsShownWithoutControlCharactersAndNotWhole() throws Exception {
    String words = "\u001b[2J\u0007evil " + "x".repeat(100_000);
    try (Destination destination =
        open(fileOf(50, (type, id, body) -> packet(101, id, 4, words, "")))) {

      IOException failure = assertThrows(IOException.class, () -> destination.read(PATH, 1000));

      assertTrue(failure.getMessage().contains("evil"), failure.getMessage());
      assertTrue(failure.getMessage().length() < 1000);
      assertTrue(failure.getMessage().chars().noneMatch(Character::isISOControl));
    }
  }

  @Test
  void anUploadOfManyFilesHoldsNoMoreThanItsWindowWhenNothingIsAnswered() throws Exception {
    HostileServer server =
        new HostileServer(
            (type, id, body) -> type == STAT || type == LSTAT ? directory(id) : new byte[0],
            Duration.ofSeconds(1));
    try (Destination destination =
        SftpDestination.open(server, "/mnt", ArchivePath.of("archive"), 16 << 20)) {
      assertThrows(
          DestinationFaultException.class,
          () -> {
            try (Upload upload = destination.openUpload()) {
              for (int i = 0; i < 10_000; i++) {
                upload.put(ArchivePath.of("x" + i), ByteBuffer.allocate(1 << 20));
              }
            }
          });
    }

    long opened = server.asked().stream().filter(type -> type == OPEN).count();
    assertTrue(opened <= 16, opened + " files of a megabyte were on their way");
  }
}
