package io.wyng.engine.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "keep|keep|''",
        "Before-Upgrade,version 4, to 5|before-upgrade|version 4, to 5",
        "\u00dcber,=^ are words|\u00fcber|=^ are words",
        "1234567890123456789012345|1234567890123456789012345|''"
      })
  void aUsersTagIsANameInSmallLettersAndWords(String text, String id, String description) {
    assertEquals(new Tag(id, description), Tag.parseUserInput(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",words",
        "two words",
        "a=b",
        "^a",
        "all",
        "ALL,x",
        "12345678901234567890123456",
        "tab\tbed",
        "a,line\nend",
        "bell\u0007"
      })
  void aUsersTagThatNoArchiveCanHoldIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Tag.parseUserInput(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep", "keep ", "keep some words", "all", "^odd"})
  void whatAFileHoldsIsReadAsItIs(String text) {
    assertEquals(text.strip(), Tag.parse(text).toString());
  }

  @Test
  void aReferenceIsADateOrATag() {
    assertEquals(
        new SessionReference.ByDate(new SessionName("20260131-235959")),
        SessionReference.parse("20260131-235959"));
    assertEquals(new SessionReference.ByTag("keep"), SessionReference.parse("^Keep"));
    assertThrows(IllegalArgumentException.class, () -> SessionReference.parse("^"));
    assertThrows(IllegalArgumentException.class, () -> SessionReference.parse("keep"));
    assertThrows(IllegalArgumentException.class, () -> SessionReference.parse("20260231-000000"));
  }
}
