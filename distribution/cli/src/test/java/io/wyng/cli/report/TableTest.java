package io.wyng.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    Table table = new Table("lrl", "NAME", "SIZE", "NOTE");
    table.row("a-long-name", "1", "");
    table.row("b", "1000000", "x");

    assertEquals(
        """
        NAME            SIZE  NOTE
        a-long-name        1
        b            1000000  x\
        """,
        table.render());
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    Table table = new Table("l", "NAME");

    assertThrows(IllegalArgumentException.class, () -> table.row("a", "b"));
  }
}
