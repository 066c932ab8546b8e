package io.wyng.spi.contract;

import static io.wyng.spi.contract.SourceScenario.ARCHIVE;
import static io.wyng.spi.contract.SourceScenario.OTHER_VOLUME;
import static io.wyng.spi.contract.SourceScenario.VOLUME;
import static io.wyng.spi.contract.SourceScenario.createBaseline;
import static io.wyng.spi.contract.SourceScenario.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceVolume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Finding providers, locations and volumes. */
interface SourceListingContract extends SourceFixture {

  @Test
  default void theProvidersNameAndDescriptionHaveTheRightForm() {
    String name = provider().name();
    String description = provider().description();

    assertTrue(name.matches("[a-z0-9-]{1,32}"), name);
    assertTrue(description.matches(".{1,99}[^.]"), description);
  }

  @Test
  default void theProviderClaimsItsLocations() {
    assertTrue(provider().claims(location()));
    assertTrue(provider().claims(missingLocation()));
    assertFalse(provider().claims(""));
  }

  @Test
  default void openingALocationThatDoesNotExistFailsWithItsName() {
    IOException failure =
        assertThrows(IOException.class, () -> provider().open(missingLocation()).close());

    assertTrue(
        String.valueOf(failure.getMessage()).contains(missingLocation()), failure.getMessage());
  }

  @Test
  default void anEmptyLocationHasNoVolumes() throws Exception {
    try (Source source = open(this)) {
      assertEquals(List.of(), source.volumes());
    }
  }

  @Test
  default void volumesAreListedInTheOrderOfTheirNamesWithTheirSizes() throws Exception {
    createVolume(VOLUME, 3L * unitBytes());
    createVolume(OTHER_VOLUME, 2L * unitBytes());

    try (Source source = open(this)) {
      assertEquals(
          List.of(
              new SourceVolume(OTHER_VOLUME, 2L * unitBytes()),
              new SourceVolume(VOLUME, 3L * unitBytes())),
          source.volumes());
    }
  }

  @Test
  default void aVolumeIsFoundByItsName() throws Exception {
    createVolume(VOLUME, 3L * unitBytes());

    try (Source source = open(this)) {
      assertEquals(Optional.of(new SourceVolume(VOLUME, 3L * unitBytes())), source.volume(VOLUME));
      assertEquals(Optional.empty(), source.volume(OTHER_VOLUME));
    }
  }

  @Test
  default void anOpenSourceSeesVolumesComeChangeAndGo() throws Exception {
    try (Source source = open(this)) {
      createVolume(VOLUME, 2L * unitBytes());
      assertEquals(List.of(new SourceVolume(VOLUME, 2L * unitBytes())), source.volumes());

      resizeVolume(VOLUME, 5L * unitBytes());
      assertEquals(List.of(new SourceVolume(VOLUME, 5L * unitBytes())), source.volumes());

      deleteVolume(VOLUME);
      assertEquals(List.of(), source.volumes());
    }
  }

  @Test
  default void snapshotsAreNotListedAsVolumes() throws Exception {
    createVolume(VOLUME, 2L * unitBytes());

    try (Source source = open(this)) {
      createBaseline(source, VOLUME, ARCHIVE);
      source.createCurrent(VOLUME, ARCHIVE);

      assertEquals(List.of(new SourceVolume(VOLUME, 2L * unitBytes())), source.volumes());
    }
  }

  @Test
  default void storageThatTellsHowFullItIsNamesItselfAndTheRemedies() throws Exception {
    try (Source source = open(this)) {
      source
          .fill()
          .ifPresent(fill -> {
            assertFalse(fill.storage().isBlank());
            assertTrue(fill.data().remedy().endsWith("."), fill.data().remedy());
            assertTrue(fill.metadata().remedy().endsWith("."), fill.metadata().remedy());
          });
    }
  }

  @Test
  default void storageTellsHowFullItIsIfItKnows() throws Exception {
    createVolume(VOLUME, 2L * unitBytes());

    try (Source source = open(this)) {
      assertEquals(tellsFill(), source.fill().isPresent());
    }
  }

  @Test
  default void theRestorePathIsAbsoluteWhetherTheVolumeExistsOrNot() throws Exception {
    createVolume(VOLUME, unitBytes());

    try (Source source = open(this)) {
      assertTrue(source.restorePath(VOLUME).startsWith("/"), source.restorePath(VOLUME));
      assertTrue(source.restorePath(OTHER_VOLUME).startsWith("/"));
      assertNotNull(provider().claimsTarget(source.restorePath(VOLUME)));
    }
  }
}
