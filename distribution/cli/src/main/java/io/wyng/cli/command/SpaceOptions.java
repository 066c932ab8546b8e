package io.wyng.cli.command;

import io.wyng.engine.failure.UsageException;
import io.wyng.engine.operation.SpaceLimits;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that make snapshots: how full the volumes' storage may be. */
final class SpaceOptions {

  @Option(
      names = "--max-pool-data",
      paramLabel = "PERCENT",
      description =
          "Refuse when so much of the pool's data space is in use (default: 90; 101: never).")
  @Nullable Integer data;

  @Option(
      names = "--max-pool-metadata",
      paramLabel = "PERCENT",
      description =
          "Refuse when so much of the pool's metadata space is in use (default: 80; 101: never).")
  @Nullable Integer metadata;

  SpaceLimits limits() {
    SpaceLimits standard = SpaceLimits.STANDARD;
    try {
      return new SpaceLimits(
          data == null ? standard.dataPercent() : data,
          metadata == null ? standard.metadataPercent() : metadata);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), "", e);
    }
  }
}
