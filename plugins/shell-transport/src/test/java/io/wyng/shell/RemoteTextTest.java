package io.wyng.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.spi.destination.DestinationFault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of programs over there mean. */
class RemoteTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mv: cannot move 'a' to 'b': No space left on device",
        "tar: write error: Disk quota exceeded",
        "tar: ./a/1: Wrote only 9216 of 10240 bytes; tar: Exiting with failure status"
      })
  void aFullFileSystemIsRecognised(String words) {
    assertEquals(Optional.of(DestinationFault.NO_SPACE), RemoteText.fault(words));
  }

  @Test
  void otherWordsMeanNothing() {
    assertEquals(Optional.empty(), RemoteText.fault("tar: Unexpected EOF in archive"));
  }
}
