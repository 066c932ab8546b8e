package io.wyng.engine.operation;

import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import java.util.List;
import java.util.Set;

/**
 * What is known of a destination after everything was tried on it.
 *
 * @param destination its URL
 * @param provider the name of the plugin's provider
 * @param transport how it is reached; may be empty
 * @param capabilities what it can do beyond what it must
 * @param status what was found there before the trials
 * @param results every guarantee with its outcome
 */
public record ValidatedDestination(
    String destination,
    String provider,
    String transport,
    Set<DestinationCapability> capabilities,
    DestinationStatus status,
    List<TestedGuarantee> results) {

  /** Copies the set and the list. */
  public ValidatedDestination {
    capabilities = Set.copyOf(capabilities);
    results = List.copyOf(results);
  }

  /**
   * How many guarantees had an outcome.
   *
   * @param outcome the outcome
   * @return their number
   */
  public long count(TestedGuarantee.Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }
}
