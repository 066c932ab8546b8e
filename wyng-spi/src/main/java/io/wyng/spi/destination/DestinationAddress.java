package io.wyng.spi.destination;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a destination is: {@code internal:/path}, {@code ssh://user@host/path}, {@code
 * qubes-ssh://vm:user@host/path}.
 *
 * @param scheme the scheme in lower case, without the colon
 * @param authority what stands between {@code //} and the path; empty when there is none
 * @param path the absolute path on the destination: a mount point, or what a destination without
 *     mount points has instead, such as a file or a bucket
 */
public record DestinationAddress(String scheme, String authority, String path) {

  private static final Pattern SYNTAX =
      Pattern.compile("([a-z][a-z0-9+.-]*):(?://([^/\\p{Cntrl}]+))?(/[^\\p{Cntrl}]*)");

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException when they do not make an address; the message says why
   */
  public DestinationAddress {
    String url = url(scheme, authority, path);
    if (!SYNTAX.matcher(url).matches()) {
      throw malformed(url);
    }
    if (authority.startsWith("-")) {
      throw new IllegalArgumentException(
          "Malformed destination \"" + url + "\": the host may not start with '-'");
    }
  }

  /**
   * The address that a URL spells.
   *
   * @param url {@code scheme:/path} or {@code scheme://authority/path}
   * @return the address
   * @throws IllegalArgumentException when the URL is malformed; the message says why
   */
  public static DestinationAddress parse(String url) {
    Matcher matcher = SYNTAX.matcher(url);
    if (!matcher.matches()) {
      throw malformed(url);
    }
    String authority = matcher.group(2) == null ? "" : matcher.group(2);
    return new DestinationAddress(matcher.group(1), authority, matcher.group(3));
  }

  /**
   * The part before the path, as archives store it: {@code internal:} or {@code ssh://user@host}.
   *
   * @return scheme and authority
   */
  public String system() {
    return authority.isEmpty() ? scheme + ":" : scheme + "://" + authority;
  }

  /** The URL. */
  @Override
  public String toString() {
    return url(scheme, authority, path);
  }

  private static String url(String scheme, String authority, String path) {
    return scheme + ":" + (authority.isEmpty() ? "" : "//" + authority) + path;
  }

  private static IllegalArgumentException malformed(String url) {
    return new IllegalArgumentException(
        "Malformed destination \""
            + url.replaceAll("\\p{Cntrl}", "?")
            + "\": expected TYPE:/path or TYPE://host/path, for instance internal:/mnt/backup or"
            + " ssh://user@host/mnt/backup");
  }
}
