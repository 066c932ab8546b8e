package io.wyng.engine.operation;

import io.wyng.engine.failure.DestinationException;
import io.wyng.engine.failure.IncompleteException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The command {@code dest-validate}: tries on a destination, in a scratch directory that is removed
 * in the end, what every destination must do. No archive is needed, and none is touched.
 */
public final class ValidateDestination {

  private final OperationContext context;
  private final GuaranteeTests tests;

  /**
   * The command in a context.
   *
   * @param context what it works with
   * @param tests what is tried
   */
  public ValidateDestination(OperationContext context, GuaranteeTests tests) {
    this.context = context;
    this.tests = tests;
  }

  /**
   * Tries everything.
   *
   * @param destination a URL, as for an archive
   * @param subdirectory the directory below the URL's mount point in which the scratch directory is
   *     made; null for the mount point itself
   * @param results is told each result, one at a time, by another thread
   * @return what is known in the end
   * @throws io.wyng.engine.failure.WyngException when the destination cannot be used at all, when
   *     the scratch directory cannot be removed, or when the thread was interrupted
   */
  public ValidatedDestination run(
      String destination, @Nullable String subdirectory, Consumer<TestedGuarantee> results) {
    DestinationAddress address =
        InitializeArchive.parse(() -> DestinationAddress.parse(destination));
    String provider = context.plugins().destinationFor(address.scheme()).name();
    ArchivePath above = above(subdirectory);
    ArchivePath scratch = above.resolve("wyng-validation-" + UUID.randomUUID());
    List<TestedGuarantee> all = new ArrayList<>();
    try (Destination there = OpenArchive.openDestination(context, address, above)) {
      DestinationStatus status = there.probe();
      if (!status.problems().isEmpty()) {
        throw new DestinationException(
            "The destination " + address + " cannot be validated", status.problems().getFirst());
      }
      Set<DestinationCapability> capabilities = there.capabilities();
      try {
        tests.run(
            archive ->
                OpenArchive.openDestination(context, address, scratch.resolve(archive.text())),
            result -> {
              all.add(result);
              results.accept(result);
            });
      } finally {
        remove(address, there, scratch.name());
      }
      return new ValidatedDestination(
          address.toString(), provider, there.transport(), capabilities, status, all);
    } catch (IOException e) {
      throw new DestinationException("Validating the destination " + address + " failed", e);
    }
  }

  private static ArchivePath above(@Nullable String subdirectory) {
    String checked = InitializeArchive.subdirectory(subdirectory);
    return checked.equals(".") ? ArchivePath.ROOT : ArchivePath.of(checked);
  }

  /** Also after an interruption, which must not hinder it. */
  private static void remove(DestinationAddress address, Destination there, String name) {
    boolean interrupted = Thread.interrupted();
    try {
      there.deleteTree(ArchivePath.of(name));
    } catch (IOException e) {
      throw new DestinationException(
          "The scratch directory " + name + " at " + address + " could not be removed", e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      throw new IncompleteException("Validating " + address + " was interrupted", "");
    }
  }
}
