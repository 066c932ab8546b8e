package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program {@code thin_delta}, which compares the mappings of two thin volumes.
 *
 * <p>Comparing a volume with itself lists its mappings, many times faster than {@code thin_dump}
 * does.
 */
final class ThinDelta {

  static final String PROGRAM = "thin_delta";

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?");

  /** Before it the program lost mappings at the end of a volume, among others. */
  private static final Version OLDEST = new Version(0, 7, 0);

  /** From this one, the first written anew, ... */
  private static final Version BROKEN_FROM = new Version(1, 0, 0);

  /** ... until this one it took changed blocks for equal ones when their neighbours were equal. */
  private static final Version MENDED = new Version(1, 0, 6);

  private final Programs programs;

  private ThinDelta(Programs programs) {
    this.programs = programs;
  }

  /**
   * Checks that the program is there and that its version gives right answers.
   *
   * @throws ProviderException when not
   */
  static ThinDelta probe(Programs programs) throws IOException {
    ProgramResult result = programs.run(PROGRAM, List.of("-V"));
    requireTrustworthy(result.output() + result.errors());
    return new ThinDelta(programs);
  }

  /** Judges what {@code thin_delta -V} says. */
  static void requireTrustworthy(String versionText) throws ProviderException {
    Matcher matcher = VERSION.matcher(versionText);
    if (!matcher.find()) {
      throw new ProviderException(
          "thin_delta does not tell its version: \"" + versionText.strip() + '"',
          "Install thin-provisioning-tools 0.9.0, or 1.0.6 and later.");
    }
    Version version = Version.of(matcher);
    boolean broken = version.compareTo(BROKEN_FROM) >= 0 && version.compareTo(MENDED) < 0;
    if (broken || version.compareTo(OLDEST) < 0) {
      throw new ProviderException(
          "thin_delta " + version + " is known to miss changes, which would damage backups",
          "Install thin-provisioning-tools 0.9.0, or 1.0.6 and later.");
    }
  }

  /**
   * Compares two volumes, whose metadata is reserved.
   *
   * @param metadataDevice the pool's metadata
   * @param left number of the first volume
   * @param right number of the second volume
   * @param handler receives the answer while the program runs
   */
  void compare(String metadataDevice, long left, long right, DeltaHandler handler)
      throws IOException {
    List<String> arguments =
        List.of(
            "-m", "--thin1", Long.toString(left), "--thin2", Long.toString(right), metadataDevice);
    programs.stream(PROGRAM, arguments, output -> DeltaXml.read(output, handler))
        .expectSuccess(
            "Cannot compare the thin volumes " + left + " and " + right + " of " + metadataDevice,
            "Check the pool's metadata with thin_check when the pool is inactive.");
  }

  private record Version(int major, int minor, int patch) implements Comparable<Version> {

    static Version of(Matcher matcher) {
      String patch = matcher.group(3);
      return new Version(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          patch == null ? 0 : Integer.parseInt(patch));
    }

    @Override
    public int compareTo(Version other) {
      return major != other.major
          ? Integer.compare(major, other.major)
          : minor != other.minor
              ? Integer.compare(minor, other.minor)
              : Integer.compare(patch, other.patch);
    }

    @Override
    public String toString() {
      return major + "." + minor + "." + patch;
    }
  }
}
