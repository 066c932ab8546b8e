package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.wyng.engine.failure.PluginException;
import io.wyng.spi.codec.CodecProvider;
import io.wyng.spi.codec.CompressionLevels;
import io.wyng.spi.codec.Compressor;
import io.wyng.spi.codec.Decompressor;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.Destination;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationProvider;
import io.wyng.spi.source.RestoreTarget;
import io.wyng.spi.source.Source;
import io.wyng.spi.source.SourceProvider;
import io.wyng.spi.source.TargetClaim;
import io.wyng.spi.source.TargetRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PluginRegistryTest {

  private static final String LIST =
      "\"wyng plugins\" lists what there is and how to ask for it; another plugin goes into a plugin directory.";

  @Test
  void aCodecIsFoundByItsName() {
    TestCodec zlib = new TestCodec("zlib");
    PluginRegistry registry = TestRegistry.of(new TestCodec("bzip2"), zlib);

    CodecProvider found = registry.codec("zlib");

    assertSame(zlib, found);
  }

  @Test
  void theNamesOfAKindAreInOrder() {
    PluginRegistry registry =
        TestRegistry.of(new TestCodec("zstd"), new TestCodec("bzip2"), new Reach("near", "near"));

    List<String> names = registry.names(ProviderKind.CODEC);

    assertEquals(List.of("bzip2", "zstd"), names);
  }

  @Test
  void anUnknownCodecIsAFailureThatListsThoseThatExist() {
    PluginRegistry registry = TestRegistry.of(new TestCodec("zlib"), new TestCodec("bzip2"));

    PluginException failure = failure(() -> registry.codec("lz4"));

    assertEquals("There is no codec \"lz4\" (there are bzip2, zlib)", failure.getMessage());
    assertEquals(LIST, failure.remedy());
  }

  @Test
  void withoutAnyHashAnUnknownOneSaysSo() {
    PluginRegistry registry = TestRegistry.of(new TestCodec("zlib"));

    PluginException failure = failure(() -> registry.hash("sha256"));

    assertEquals("There is no hash \"sha256\" (nor any other)", failure.getMessage());
  }

  @Test
  void aNameFromAHostileArchiveCannotForgeLinesOfTheMessage() {
    PluginRegistry registry = TestRegistry.of(new TestCodec("zlib"));

    PluginException failure = failure(() -> registry.codec("x\nAll is well\u001b[2J"));

    assertEquals("There is no codec \"x?All is well?[2J\" (there is zlib)", failure.getMessage());
  }

  @Test
  void theProblemOfThePluginThatIsMeantIsToldWithItsRemedyAndNoOther() {
    IllegalStateException cause = new IllegalStateException("boom");
    PluginProblem meant =
        new PluginProblem(Path.of("/p/zstd.jar"), "/p/zstd.jar broke", "Fix it.", cause);
    PluginProblem other =
        new PluginProblem(Path.of("/p/ssh.jar"), "/p/ssh.jar broke", "Mend.", null);
    PluginRegistry registry =
        new PluginRegistry(
            List.of(TestRegistry.pluginWith(new TestCodec("zlib"))), List.of(other, meant));

    PluginException failure = failure(() -> registry.codec("zstd"));

    assertEquals(
        "There is no codec \"zstd\" (there is zlib). Perhaps because: /p/zstd.jar broke",
        failure.getMessage());
    assertEquals("Fix it.", failure.remedy());
    assertSame(cause, failure.getCause());
  }

  @Test
  void whenNoProblemNamesWhatIsMissingAllOfThemAreTold() {
    PluginRegistry registry =
        new PluginRegistry(
            List.of(),
            List.of(
                new PluginProblem(Path.of("/p/a.jar"), "/p/a.jar broke", "Fix a.", null),
                new PluginProblem(Path.of("/p/b.jar"), "/p/b.jar broke", "Fix b.", null)));

    PluginException failure = failure(() -> registry.codec("zstd"));

    assertEquals(
        "There is no codec \"zstd\" (nor any other). Perhaps because: /p/a.jar broke;"
            + " /p/b.jar broke",
        failure.getMessage());
    assertEquals(LIST, failure.remedy());
  }

  @Test
  void aNameThatTwoPluginsClaimIsGivenToNeitherAndTheRestWorks() {
    TestCodec other = new TestCodec("bzip2");
    PluginRegistry registry =
        new PluginRegistry(
            List.of(
                TestRegistry.plugin(Path.of("/p/mine.jar"), new TestCodec("zlib")),
                TestRegistry.plugin(Path.of("/p/yours.jar"), new TestCodec("zlib")),
                TestRegistry.pluginWith(other)),
            List.of());

    PluginException failure = failure(() -> registry.codec("zlib"));

    assertEquals(
        "There is no codec \"zlib\" (there is bzip2). Perhaps because: /p/mine.jar and"
            + " /p/yours.jar both bring the codec zlib, so none of them is used for it",
        failure.getMessage());
    assertEquals("Remove all of these but one.", failure.remedy());
    assertSame(other, registry.codec("bzip2"));
    assertEquals(3, registry.plugins().size());
  }

  @Test
  void kindsDoNotShareTheirNames() {
    TestCodec codec = new TestCodec("fast");
    PluginRegistry registry =
        new PluginRegistry(
            List.of(
                TestRegistry.plugin(Path.of("/p/codec.jar"), codec),
                TestRegistry.plugin(Path.of("/p/far.jar"), new Reach("fast", "fast"))),
            List.of());

    assertSame(codec, registry.codec("fast"));
    assertEquals(List.of(), registry.problems());
  }

  @Test
  void aDestinationIsFoundByItsSchemeAndNotByItsName() {
    Reach ssh = new Reach("remote", "ssh", "sftp");
    PluginRegistry registry = TestRegistry.of(ssh, new Reach("mounted", "internal"));

    assertSame(ssh, registry.destinationFor("sftp"));
    assertEquals(
        "There is no destination for \"remote:\" (there are internal:, sftp:, ssh:)",
        failure(() -> registry.destinationFor("remote")).getMessage());
  }

  @Test
  void aSchemeThatTwoPluginsClaimIsGivenToNeitherAndTheirOtherSchemesWork() {
    Reach first = new Reach("first", "ssh", "sftp");
    PluginRegistry registry = TestRegistry.of(first, new Reach("second", "ssh"));

    PluginException failure = failure(() -> registry.destinationFor("ssh"));

    assertEquals(
        "There is no destination for \"ssh:\" (there is sftp:). Perhaps because:"
            + " /plugins/first.jar and /plugins/second.jar both bring the URL scheme ssh, so none"
            + " of them is used for it",
        failure.getMessage());
    assertSame(first, registry.destinationFor("sftp"));
  }

  @Test
  void aLocationBelongsToTheSourceThatClaimsIt() {
    Store lvm = new Store("lvm", "vg/pool", TargetClaim.NONE);
    PluginRegistry registry = TestRegistry.of(new Store("file", "/data", TargetClaim.NONE), lvm);

    SourceProvider found = registry.sourceFor("vg/pool");

    assertSame(lvm, found);
  }

  @Test
  void aLocationThatNoSourceClaimsIsAFailure() {
    PluginRegistry registry = TestRegistry.of(new Store("file", "/data", TargetClaim.NONE));

    PluginException failure = failure(() -> registry.sourceFor("vg/pool"));

    assertEquals(
        "There is no source for the location \"vg/pool\" (there is file)", failure.getMessage());
  }

  @Test
  void aLocationThatTwoSourcesClaimIsAFailureThatNamesTheirFiles() {
    PluginRegistry registry =
        TestRegistry.of(
            new Store("one", "/data", TargetClaim.NONE),
            new Store("two", "/data", TargetClaim.NONE));

    PluginException failure = failure(() -> registry.sourceFor("/data"));

    assertEquals(
        "/plugins/one.jar and /plugins/two.jar both bring a source for the location \"/data\", so"
            + " none of them is used for it",
        failure.getMessage());
  }

  @Test
  void aSourceThatThrowsWhenAskedHindersNoOther() {
    Store good = new Store("good", "/data", TargetClaim.GENERAL);
    PluginRegistry registry = TestRegistry.of(new Broken(), good);

    assertSame(good, registry.sourceFor("/data"));
    assertSame(good, registry.targetFor("/dev/sdx"));
  }

  @Test
  void aSourceThatThrowsWhenAskedIsNamedWhenNoOtherClaimsTheLocation() {
    PluginRegistry registry = TestRegistry.of(new Broken());

    PluginException failure = failure(() -> registry.sourceFor("/data"));

    assertEquals(
        "There is no source for the location \"/data\" (there is broken). Perhaps because: the"
            + " plugin /plugins/broken.jar failed when the source in it was asked:"
            + " java.lang.NoClassDefFoundError: gone/Gone",
        failure.getMessage());
  }

  @Test
  void aPathThatIsASourcesOwnIsNotGivenToOneThatWouldTakeAny() {
    Store lvm = new Store("lvm", "vg/pool", TargetClaim.SPECIFIC);
    PluginRegistry registry =
        TestRegistry.of(
            new Store("file", "/data", TargetClaim.GENERAL),
            lvm,
            new Store("zfs", "tank", TargetClaim.NONE));

    SourceProvider found = registry.targetFor("/dev/vg/lv");

    assertSame(lvm, found);
  }

  @Test
  void ofSourcesThatTakeAnyPathTheFirstByNameIsTaken() {
    Store file = new Store("file", "/data", TargetClaim.GENERAL);
    PluginRegistry registry = TestRegistry.of(new Store("raw", "/raw", TargetClaim.GENERAL), file);

    SourceProvider found = registry.targetFor("/save/here.img");

    assertSame(file, found);
  }

  @Test
  void aPathThatTwoSourcesClaimAsTheirOwnIsAFailure() {
    PluginRegistry registry =
        TestRegistry.of(
            new Store("one", "a", TargetClaim.SPECIFIC),
            new Store("two", "b", TargetClaim.SPECIFIC));

    PluginException failure = failure(() -> registry.targetFor("/dev/x"));

    assertEquals(
        "/plugins/one.jar and /plugins/two.jar both bring a source that can restore to"
            + " \"/dev/x\", so none of them is used for it",
        failure.getMessage());
  }

  @Test
  void aPathThatNobodyCanRestoreToIsAFailure() {
    PluginRegistry registry = TestRegistry.of(new Store("zfs", "tank", TargetClaim.NONE));

    PluginException failure = failure(() -> registry.targetFor("/save/here.img"));

    assertEquals(
        "There is no source that can restore to \"/save/here.img\" (there is zfs)",
        failure.getMessage());
  }

  private static PluginException failure(Executable lookup) {
    return assertThrows(PluginException.class, lookup);
  }

  private record TestCodec(String name) implements CodecProvider {
    @Override
    public String description() {
      return "a codec for tests";
    }

    @Override
    public CompressionLevels levels() {
      return new CompressionLevels(1, 9, 4);
    }

    @Override
    public Compressor newCompressor(int level) {
      throw new AssertionError();
    }

    @Override
    public Decompressor newDecompressor() {
      throw new AssertionError();
    }
  }

  private record Reach(String name, Set<String> schemes) implements DestinationProvider {
    Reach(String name, String... schemes) {
      this(name, Set.of(schemes));
    }

    @Override
    public String description() {
      return "a destination for tests";
    }

    @Override
    public Destination open(DestinationAddress address, ArchivePath root) {
      throw new AssertionError();
    }
  }

  private record Store(String name, String location, TargetClaim claim) implements SourceProvider {
    @Override
    public String description() {
      return "a source for tests";
    }

    @Override
    public boolean claims(String asked) {
      return asked.equals(location);
    }

    @Override
    public Source open(String asked) {
      throw new AssertionError();
    }

    @Override
    public TargetClaim claimsTarget(String path) {
      return claim;
    }

    @Override
    public RestoreTarget openTarget(TargetRequest request) {
      throw new AssertionError();
    }
  }

  private static final class Broken implements SourceProvider {
    @Override
    public String name() {
      return "broken";
    }

    @Override
    public String description() {
      return "a source that fails";
    }

    @Override
    public boolean claims(String asked) {
      throw new NoClassDefFoundError("gone/Gone");
    }

    @Override
    public Source open(String asked) {
      throw new AssertionError();
    }

    @Override
    public TargetClaim claimsTarget(String path) {
      throw new IllegalStateException("boom");
    }

    @Override
    public RestoreTarget openTarget(TargetRequest request) {
      throw new AssertionError();
    }
  }
}
