package io.wyng.spi.contract;

import static io.wyng.spi.contract.DestinationScenario.random;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.spi.destination.Destination;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long random histories, compared step by step with a simple model. */
interface DestinationHistoryContract extends DestinationFixture {

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  default void afterAnyHistoryTheFilesAreThoseOfTheModel(long seed) throws Exception {
    DestinationModel model = new DestinationModel(random(seed));
    for (int connection = 0; connection < 3; connection++) {
      try (Destination destination = open()) {
        for (int step = 0; step < 60; step++) {
          String done = model.takeStep(destination);

          assertEquals(model.expected(), model.found(destination), done);
        }
      }
    }
  }
}
