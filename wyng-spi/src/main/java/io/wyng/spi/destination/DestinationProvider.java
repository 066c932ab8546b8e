package io.wyng.spi.destination;

import io.wyng.spi.Operator;
import io.wyng.spi.Provider;
import java.io.IOException;
import java.util.Set;

/** A way to reach archives, found by the scheme of the destination's URL. */
public interface DestinationProvider extends Provider {

  /**
   * The URL schemes that this provider serves.
   *
   * @return schemes in lower case without the colon, such as {@code internal} or {@code ssh}
   */
  Set<String> schemes();

  /**
   * Checks an address and prepares its use. Nothing needs to be contacted before the first call of
   * the destination's methods, and nothing is created.
   *
   * @param address where the destination is; its scheme is one of {@link #schemes()}
   * @param root the directory of the archive below the address's path. It need not exist; it is
   *     created, with its parents up to the address's path, by the first write
   * @return the destination, which the caller closes
   * @throws IOException when the address is not one that this provider can use; the message says
   *     why
   */
  Destination open(DestinationAddress address, ArchivePath root) throws IOException;

  /**
   * The same for a provider that may have to ask for secrets. This is what Wyng calls.
   *
   * @param address where the destination is
   * @param root the directory of the archive
   * @param operator who can be asked, also later, by the destination
   * @return the destination, which the caller closes
   * @throws IOException as above
   */
  default Destination open(DestinationAddress address, ArchivePath root, Operator operator)
      throws IOException {
    return open(address, root);
  }
}
