package io.wyng.cli.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {

  @ParameterizedTest
  @CsvSource({"'','',0", "abc,abc,0", "abc,abd,1", "abc,ab,1", "'',abc,3", "kitten,sitting,3"})
  void isTheNumberOfChangesBetweenTwoWords(String from, String to, int distance) {
    assertEquals(distance, EditDistance.between(from, to));
    assertEquals(distance, EditDistance.between(to, from));
  }

  @Test
  void theNearestWordIsFound() {
    assertEquals(
        Optional.of("receive"), EditDistance.nearest("recieve", List.of("send", "receive")));
  }

  @Test
  void aWordThatIsTooFarOffIsNotOffered() {
    assertEquals(Optional.empty(), EditDistance.nearest("banana", List.of("send", "receive")));
  }

  @Test
  void forAShortWordNothingIsOffered() {
    assertEquals(Optional.empty(), EditDistance.nearest("-x", List.of("-u", "-h")));
  }
}
