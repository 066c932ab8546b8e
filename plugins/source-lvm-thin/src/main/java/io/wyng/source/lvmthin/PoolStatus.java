package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kernel's status of a thin pool, as in its documentation {@code thin-provisioning.rst}.
 *
 * @param metadata blocks of metadata
 * @param data blocks of data
 * @param heldRoot the block of the metadata snapshot, while one is reserved
 * @param mode {@code rw}, {@code ro} or {@code out_of_data_space}
 */
record PoolStatus(Usage metadata, Usage data, OptionalLong heldRoot, String mode) {

  /**
   * How full something is.
   *
   * @param used blocks in use
   * @param total all blocks
   */
  record Usage(long used, long total) {

    /** Per cent in use, rounded up, so that full is never shown as less. */
    long percent() {
      return total == 0 ? 100 : Math.ceilDiv(used * 100, total);
    }
  }

  private static final Pattern STATUS =
      Pattern.compile(
          "\\d+ \\d+ thin-pool (?<transaction>\\d+)"
              + " (?<usedMetadata>\\d+)/(?<metadata>\\d+) (?<usedData>\\d+)/(?<data>\\d+)"
              + " (?<heldRoot>-|\\d+) (?<mode>\\S+)(?: .*)?");

  /**
   * Reads a line of {@code dmsetup status}.
   *
   * @throws ProviderException when the pool has failed, or the line is no such status
   */
  static PoolStatus parse(LvName pool, String line) throws ProviderException {
    Matcher status = STATUS.matcher(line.strip());
    if (!status.matches()) {
      throw new ProviderException(
          "The thin pool "
              + pool
              + " is not in working order: its status is \""
              + line.strip()
              + '"',
          "Deactivate the pool and repair it with lvconvert --repair " + pool + ".");
    }
    String heldRoot = status.group("heldRoot");
    return new PoolStatus(
        usage(status, "usedMetadata", "metadata"),
        usage(status, "usedData", "data"),
        heldRoot.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(heldRoot)),
        status.group("mode"));
  }

  private static Usage usage(Matcher status, String used, String total) {
    return new Usage(Long.parseLong(status.group(used)), Long.parseLong(status.group(total)));
  }
}
