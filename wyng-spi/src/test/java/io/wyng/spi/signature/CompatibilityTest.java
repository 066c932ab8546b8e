package io.wyng.spi.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What plugins survive and what they do not. */
class CompatibilityTest {

  private static final String RELEASED =
      """
      spi.Codec: public abstract interface
        public abstract int level() throws java.io.IOException
        public default java.lang.String text()
      spi.Fault: public final enum extends java.lang.Enum<spi.Fault>
        public static final spi.Fault NO_SPACE
      spi.Limits: public final class extends java.lang.Object
        public static final int MAX = 7
      spi.Path: public final record (java.lang.String text) extends java.lang.Record
        public java.lang.String text()
      spi.Step: public abstract sealed interface permits spi.Go, spi.Stop
      """;

  private static List<String> breaksAfter(String words, String replacement) {
    assertTrue(RELEASED.contains(words), words);
    String changed = RELEASED.replace(words, replacement);
    return Compatibility.breaks(Signature.parse(RELEASED), Signature.parse(changed));
  }

  private static void assertBreaks(String expected, List<String> breaks) {
    assertEquals(1, breaks.size(), breaks::toString);
    assertTrue(breaks.getFirst().contains(expected), breaks::toString);
  }

  @Test
  void whatIsTheSameIsCompatible() {
    assertEquals(List.of(), breaksAfter("spi.Codec", "spi.Codec"));
  }

  @Test
  void aRemovedMethodIsABreak() {
    assertBreaks(
        "spi.Codec has no longer «public default java.lang.String text()»",
        breaksAfter("  public default java.lang.String text()\n", ""));
  }

  @Test
  void aRemovedTypeIsABreak() {
    assertBreaks(
        "spi.Step is gone",
        breaksAfter("spi.Step: public abstract sealed interface permits spi.Go, spi.Stop\n", ""));
  }

  @Test
  void anotherReturnTypeIsABreak() {
    assertBreaks(
        "String text()", breaksAfter("default java.lang.String text", "default char text"));
  }

  @Test
  void anotherExceptionIsABreak() {
    assertEquals(2, breaksAfter("throws java.io.IOException", "throws java.lang.Exception").size());
  }

  @Test
  void aNewAbstractMethodOfAnInterfaceIsABreak() {
    assertBreaks(
        "demands «public abstract int newer()»",
        breaksAfter(
            "  public default java", "  public abstract int newer()\n  public default java"));
  }

  @Test
  void aNewAbstractMethodOfASealedTypeIsNone() {
    assertEquals(
        List.of(),
        breaksAfter("spi.Go, spi.Stop\n", "spi.Go, spi.Stop\n  public abstract int newer()\n"));
  }

  @Test
  void aNewDefaultMethodIsNone() {
    assertEquals(
        List.of(),
        breaksAfter(
            "  public default java", "  public default int newer()\n  public default java"));
  }

  @Test
  void aNewTypeIsNoneWhateverItDemands() {
    assertEquals(
        List.of(),
        breaksAfter(
            "spi.Fault:",
            "spi.Extra: public abstract interface\n  public abstract int x()\nspi.Fault:"));
  }

  @Test
  void aNewConstantOfAnEnumIsNone() {
    assertEquals(
        List.of(),
        breaksAfter(
            "  public static final spi.Fault",
            "  public static final spi.Fault LOST\n  public static final spi.Fault"));
  }

  @Test
  void aRemovedConstantOfAnEnumIsABreak() {
    assertBreaks("NO_SPACE", breaksAfter("  public static final spi.Fault NO_SPACE\n", ""));
  }

  @Test
  void anotherValueOfAConstantIsABreak() {
    assertBreaks("MAX = 7", breaksAfter("MAX = 7", "MAX = 8"));
  }

  @Test
  void aNewRecordComponentIsABreak() {
    assertBreaks(
        "spi.Path was", breaksAfter("(java.lang.String text)", "(java.lang.String text, int n)"));
  }

  @Test
  void aNewSubtypeOfASealedTypeIsABreak() {
    assertBreaks("spi.Step was", breaksAfter("spi.Go, spi.Stop", "spi.Go, spi.Stop, spi.Wait"));
  }

  @Test
  void aTypeWithOtherModifiersIsABreak() {
    assertBreaks("spi.Codec was", breaksAfter("Codec: public abstract", "Codec: public final"));
  }
}
