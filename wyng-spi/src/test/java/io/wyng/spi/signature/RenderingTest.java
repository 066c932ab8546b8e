package io.wyng.spi.signature;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What of a class file counts as seen by plugins. */
class RenderingTest {

  /** A type with one of each. */
  public abstract static class Sample<T extends Comparable<T>> implements AutoCloseable {
    public static final int LIMIT = 7;
    protected final List<? extends T> items = List.of();
    int unseen;

    protected Sample() {}

    Sample(int unseen) {
      this.unseen = unseen;
    }

    protected abstract <X extends T> X first(List<? super X> from) throws IOException;

    private void unseen() {
      unseen++;
    }

    @Override
    public void close() {
      unseen();
    }

    /** Nested. */
    public sealed interface Step permits Go, Stop {}

    /** Nested. */
    public record Go(List<String> way, int steps) implements Step {}

    static final class Unseen {}
  }

  record Stop() implements Sample.Step {}

  @Test
  void modifiersGenericsExceptionsConstantsComponentsAndPermitsAreRendered() {
    String name = Sample.class.getName();

    Signature rendered = Rendering.of(Stream.of(Sample.class, Stop.class));

    assertEquals(
        """
        NAME: public abstract static class <T extends java.lang.Comparable<T>> extends \
        java.lang.Object implements java.lang.AutoCloseable
          protected abstract <X extends T> X first(java.util.List<? super X>) throws \
        java.io.IOException
          protected final java.util.List<? extends T> items
          protected NAME()
          public static final int LIMIT = 7
          public void close()
        NAME$Go: public static final record (java.util.List<java.lang.String> way, int steps) \
        extends java.lang.Record implements NAME$Step
          public final boolean equals(java.lang.Object)
          public final int hashCode()
          public final java.lang.String toString()
          public int steps()
          public NAME$Go(java.util.List<java.lang.String>,int)
          public java.util.List<java.lang.String> way()
        NAME$Step: public abstract static sealed interface permits NAME$Go, STOP
        """
            .replace("NAME", name)
            .replace("STOP", Stop.class.getName()),
        rendered.text());
  }

  @Test
  void theTextIsReadAsItWasWritten() {
    Signature rendered = Rendering.of(Stream.of(Sample.class));

    assertEquals(rendered, Signature.parse(rendered.text()));
    assertEquals(List.of(), rendered.differenceFrom(Signature.parse(rendered.text())));
  }
}
