package io.wyng.engine.format.chunkfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.engine.archive.SessionName;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionInfoFileTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "tag = last \n", "tag = last \ntag = before words of the user\n"})
  void whatIsReadIsWrittenAgainByteForByte(String tags) {
    String file =
        """
        uuid = LV393faaf8
        localtime = 20261123-015453
        volsize = 660360
        format = folders
        sequence = 7
        previous = None
        """
            + tags;

    byte[] written =
        SessionInfoFile.print(
            SessionInfoFile.parse(
                new SessionName("20261123-015453"), file.getBytes(StandardCharsets.UTF_8)),
            2);

    assertEquals(file, new String(written, StandardCharsets.UTF_8));
  }
}
