package io.wyng.engine.retention;

import io.wyng.spi.destination.DestinationStatus;
import java.util.Locale;

/** How much a send prunes before it begins. Only what the policy lets go is ever removed. */
public enum Autoprune {
  /** Nothing. */
  OFF,
  /** No more than is needed to make room for the send, oldest sessions first. */
  ON,
  /** Everything that the policy lets go. */
  FULL;

  /**
   * The mode that a user names.
   *
   * @param text {@code off}, {@code on} or {@code full}
   * @return the mode
   * @throws IllegalArgumentException when the text is none of these; the message says so
   */
  public static Autoprune parse(String text) {
    for (Autoprune mode : values()) {
      if (mode.toString().equals(text)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "Invalid mode of automatic pruning \""
            + text.replaceAll("\\p{Cntrl}", "?")
            + "\": expected off, on or full");
  }

  /**
   * Whether one more session is to be removed. Asked anew after each.
   *
   * @param freeBytes free space of the destination now, or {@link DestinationStatus#UNKNOWN}
   * @param neededBytes an estimate of what the send will store
   * @return always false for {@link #OFF}, always true for {@link #FULL}; for {@link #ON} only when
   *     the free space is known to be too small
   */
  public boolean removesMore(long freeBytes, long neededBytes) {
    return switch (this) {
      case OFF -> false;
      case ON -> freeBytes != DestinationStatus.UNKNOWN && freeBytes < neededBytes;
      case FULL -> true;
    };
  }

  /** As it is parsed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
