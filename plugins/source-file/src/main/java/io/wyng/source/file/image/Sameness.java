package io.wyng.source.file.image;

import io.wyng.source.file.linux.ExtentCursor;
import io.wyng.source.file.linux.ExtentCursor.Extent;
import java.io.IOException;
import java.util.Optional;

/** What is known about two images without reading them. Asked in ascending order, by one thread. */
@FunctionalInterface
interface Sameness {

  /**
   * How far two images are known to be equal.
   *
   * @param position bytes from the start
   * @return the end of the range of equal bytes that starts there; the position itself when nothing
   *     is known
   * @throws IOException when the file system cannot be asked
   */
  long endOfEqualBytes(long position) throws IOException;

  /** Where both images have holes, both are zero. */
  static Sameness byHoles(Image older, Image newer) {
    DataRanges ofOlder = new DataRanges(older);
    DataRanges ofNewer = new DataRanges(newer);
    return position -> Math.min(ofOlder.next(position), ofNewer.next(position));
  }

  /** Where both files share their place on the disk, both hold what is there. */
  static Sameness bySharedPlaces(PlainImage older, PlainImage newer) {
    ExtentCursor ofOlder = new ExtentCursor(older.file());
    ExtentCursor ofNewer = new ExtentCursor(newer.file());
    return position -> {
      Optional<Extent> inOlder = ofOlder.holding(position);
      Optional<Extent> inNewer = ofNewer.holding(position);
      boolean shared =
          inOlder.isPresent()
              && inNewer.isPresent()
              && inOlder.get().placeOf(position) == inNewer.get().placeOf(position);
      return shared ? Math.min(inOlder.get().end(), inNewer.get().end()) : position;
    };
  }
}
