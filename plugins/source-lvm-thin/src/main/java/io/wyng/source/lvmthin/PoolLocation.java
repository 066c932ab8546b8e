package io.wyng.source.lvmthin;

import java.util.Optional;

/** The form of a {@code --local} location that names a thin pool: {@code vg/pool}. */
final class PoolLocation {

  private PoolLocation() {}

  /** The pool's name, or empty when the text has another form. */
  static Optional<LvName> parse(String location) {
    int slash = location.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String vg = location.substring(0, slash);
    String lv = location.substring(slash + 1);
    return LvName.isValid(vg) && LvName.isValid(lv)
        ? Optional.of(new LvName(vg, lv))
        : Optional.empty();
  }
}
