package io.wyng.source.lvmthin;

import io.wyng.spi.ProviderException;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceProvider;
import io.wyng.spi.source.TargetClaim;
import io.wyng.spi.source.TargetRequest;
import java.io.IOException;

/** Backs up the volumes of an LVM thin pool, and restores to logical volumes. */
public final class LvmThinProvider implements SourceProvider {

  private final LvmHost host;

  /** The provider for the host that this process runs on. */
  public LvmThinProvider() {
    this(LvmHost.ofThisProcess());
  }

  LvmThinProvider(LvmHost host) {
    this.host = host;
  }

  @Override
  public String name() {
    return "lvm-thin";
  }

  @Override
  public String description() {
    return "LVM thin pools (--local=VG/POOL); restores to logical volumes (/dev/VG/LV)";
  }

  @Override
  public boolean claims(String location) {
    return PoolLocation.parse(location).isPresent();
  }

  @Override
  public Source open(String location) throws IOException {
    LvName pool =
        PoolLocation.parse(location)
            .orElseThrow(() ->
                new ProviderException(
                    "The location " + location + " does not name a thin pool",
                    "Write it as VG/POOL."));
    return LvmThinSource.open(host, pool);
  }

  @Override
  public TargetClaim claimsTarget(String path) {
    return TargetPath.claim(path);
  }

  @Override
  public RestoreTarget openTarget(TargetRequest request) throws IOException {
    return TargetOpener.open(host, request);
  }
}
