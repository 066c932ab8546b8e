package io.wyng.destination.ssh.settings;

import java.util.List;
import java.util.Locale;

/** Patterns for host names, with {@code *} and {@code ?}, and {@code !} before what is excluded. */
final class HostPatterns {

  private HostPatterns() {}

  /** Whether one of the patterns matches and none that excludes does. */
  static boolean match(List<String> patterns, String name) {
    boolean matched = false;
    for (String pattern : patterns) {
      boolean excludes = pattern.startsWith("!");
      if (matches(excludes ? pattern.substring(1) : pattern, name)) {
        if (excludes) {
          return false;
        }
        matched = true;
      }
    }
    return matched;
  }

  /**
   * Compares without backtracking into the past more than once, so that a pattern cannot take
   * exponential time.
   */
  private static boolean matches(String pattern, String name) {
    String wanted = pattern.toLowerCase(Locale.ROOT);
    String text = name.toLowerCase(Locale.ROOT);
    int p = 0;
    int star = -1;
    int resume = 0;
    for (int t = 0; t < text.length(); ) {
      char c = p < wanted.length() ? wanted.charAt(p) : '\0';
      if (c == '*') {
        star = p++;
        resume = t;
      } else if (p < wanted.length() && (c == '?' || c == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < wanted.length() && wanted.charAt(p) == '*') {
      p++;
    }
    return p == wanted.length();
  }
}
