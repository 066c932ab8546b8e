package io.wyng.source.file.snapshot;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file that belongs to a snapshot, as its name tells: {@code IDENTITY.ROLE} or, for overlays,
 * {@code IDENTITY.ROLE.BASE}. So one rename changes what a file is and whose, atomically.
 *
 * @param identity the snapshot
 * @param role what the file is
 * @param base the snapshot that an overlay was made on; empty for whole images
 */
record SnapshotFile(UUID identity, Role role, Optional<UUID> base) {

  /** What a file is. */
  enum Role {
    /** The image of the baseline. */
    BASELINE("baseline"),
    /** The image of the current snapshot. */
    CURRENT("current"),
    /** The current snapshot, as what differs from the baseline. */
    OVERLAY("overlay"),
    /**
     * The baseline, an overlay that is being folded into its base, which is no snapshot any more.
     */
    FOLDING_BASELINE("folding-baseline"),
    /**
     * The current snapshot, an overlay that is being folded into its base, which is none any more.
     */
    FOLDING_CURRENT("folding-current"),
    /** Half-made; nobody's snapshot. */
    PARTIAL("partial");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    boolean isOverlay() {
      return this == OVERLAY || isFolding();
    }

    boolean isFolding() {
      return this == FOLDING_BASELINE || this == FOLDING_CURRENT;
    }
  }

  private static final String UUID_SYNTAX =
      "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
  private static final Pattern SYNTAX =
      Pattern.compile(
          Stream.of(Role.values())
              .map(role -> role.text)
              .collect(
                  Collectors.joining(
                      "|", "(" + UUID_SYNTAX + ")\\.(", ")(?:\\.(" + UUID_SYNTAX + "))?")));

  static SnapshotFile image(UUID identity, Role role) {
    return new SnapshotFile(identity, role, Optional.empty());
  }

  static SnapshotFile overlay(UUID identity, Role role, UUID base) {
    return new SnapshotFile(identity, role, Optional.of(base));
  }

  /** What a file name tells; empty when it is none of ours. */
  static Optional<SnapshotFile> parse(String name) {
    Matcher matcher = SYNTAX.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    SnapshotFile file =
        new SnapshotFile(
            UUID.fromString(matcher.group(1)),
            role(matcher.group(2)),
            Optional.ofNullable(matcher.group(3)).map(UUID::fromString));
    return Optional.of(file).filter(f -> f.role.isOverlay() == f.base.isPresent());
  }

  private static Role role(String text) {
    return Stream.of(Role.values()).filter(role -> role.text.equals(text)).findAny().orElseThrow();
  }

  String name() {
    return identity + "." + role.text + base.map(id -> "." + id).orElse("");
  }

  SnapshotFile inRole(Role newRole) {
    return new SnapshotFile(identity, newRole, base);
  }
}
