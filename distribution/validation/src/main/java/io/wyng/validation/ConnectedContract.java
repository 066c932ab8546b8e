package io.wyng.validation;

import io.wyng.engine.operation.GuaranteeTests.Connector;
import io.wyng.spi.contract.DestinationContract;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** The contract on the destination that is validated, with an archive of its own for each test. */
final class ConnectedContract extends DestinationContract {

  /** JUnit makes the instances, so they cannot be given it. */
  private static final AtomicReference<Connector> CONNECTOR = new AtomicReference<>();

  private static final AtomicInteger ARCHIVES = new AtomicInteger();

  private final ArchivePath archive = ArchivePath.of("archive-" + ARCHIVES.incrementAndGet());

  /** Sets the destination of the tests to come. */
  static void connectBy(Connector connector) {
    CONNECTOR.set(connector);
  }

  @Override
  public Destination open() throws IOException {
    return Objects.requireNonNull(CONNECTOR.get()).connect(archive);
  }
}
