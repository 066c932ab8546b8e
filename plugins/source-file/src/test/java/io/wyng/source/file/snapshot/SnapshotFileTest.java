package io.wyng.source.file.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.source.file.snapshot.SnapshotFile.Role;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {

  private static final String ID = "6f1e2d3c-0001-4a5b-8c9d-0123456789ab";
  private static final String BASE = "6f1e2d3c-0002-4a5b-8c9d-0123456789ab";

  @ParameterizedTest
  @EnumSource
  void aFileIsWhatItsNameTells(Role role) {
    SnapshotFile file =
        role.isOverlay()
            ? SnapshotFile.overlay(UUID.fromString(ID), role, UUID.fromString(BASE))
            : SnapshotFile.image(UUID.fromString(ID), role);

    assertEquals(Optional.of(file), SnapshotFile.parse(file.name()));
  }

  @Test
  void namesAreAsDocumented() {
    assertEquals(
        ID + ".folding-baseline." + BASE,
        SnapshotFile.overlay(UUID.fromString(ID), Role.FOLDING_BASELINE, UUID.fromString(BASE))
            .name());
    assertEquals(ID + ".baseline", SnapshotFile.image(UUID.fromString(ID), Role.BASELINE).name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ID,
        ID + ".",
        ID + ".tick",
        ID + ".baseline.",
        ID + ".baseline." + BASE,
        ID + ".overlay",
        ID + ".overlay." + BASE + ".x",
        "6F1E2D3C-0001-4A5B-8C9D-0123456789AB.baseline",
        "1-1-1-1-1.baseline",
        "x" + ID + ".current"
      })
  void anyOtherNameIsNoneOfOurs(String name) {
    assertEquals(Optional.empty(), SnapshotFile.parse(name));
  }
}
