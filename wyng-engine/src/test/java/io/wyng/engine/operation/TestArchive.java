package io.wyng.engine.operation;

import io.wyng.codec.bzip2.Bzip2Codec;
import io.wyng.codec.zlib.ZlibCodec;
import io.wyng.codec.zstd.ZstdCodec;
import io.wyng.destination.internal.InternalDestinationProvider;
import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.SessionReference;
import io.wyng.engine.event.Event;
import io.wyng.engine.plugin.PluginRegistry;
import io.wyng.engine.plugin.TestRegistry;
import io.wyng.hash.blake2b.Blake2bHash;
import io.wyng.hash.sha256.Sha256Hash;
import io.wyng.source.file.FileSourceProvider;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An archive in a directory, made and used through the operations with our own plugins. */
final class TestArchive {

  final Path base;
  final Path volumes;
  final Path metaDirectory;
  final List<Event> events = new ArrayList<>();
  final ScriptedSource source = new ScriptedSource(new FileSourceProvider());
  final CountingDestinations destinations;
  private final DurableFiles files;

  TestArchive(Path base, DurableFiles files) throws IOException {
    this.base = base;
    this.volumes = Files.createDirectories(base.resolve("volumes"));
    this.metaDirectory = base.resolve("meta").resolve("wyng.backup");
    this.files = files;
    this.destinations = new CountingDestinations(new InternalDestinationProvider(files));
  }

  /** The archive's directory at the destination, without the volumes' parent. */
  Path destination() {
    return base.resolve("destination").resolve("wyng.backup");
  }

  OperationContext context() {
    return context(_ -> true);
  }

  /** Somebody who says no, or nobody, and the questions that were asked. */
  OperationContext withoutConsent(List<String> questions) {
    return context(question -> {
      questions.add(question);
      return false;
    });
  }

  private OperationContext context(Confirmation confirmation) {
    return new OperationContext(
        plugins(),
        metaDirectory,
        "test",
        events::add,
        confirmation,
        Clock.system(ZoneId.systemDefault()),
        files);
  }

  private PluginRegistry plugins() {
    return TestRegistry.of(
        new ZlibCodec(),
        new Bzip2Codec(),
        new ZstdCodec(),
        new Sha256Hash(),
        new Blake2bHash(),
        source,
        destinations);
  }

  void initialize(@Nullable String compression, @Nullable String hash, int chunkFactor)
      throws IOException {
    Files.createDirectories(base.resolve("destination"));
    new InitializeArchive(context())
        .run(
            new InitializeArchive.Request(
                volumes.toString(),
                "internal:/",
                base.resolve("destination").toString().substring(1),
                compression,
                hash,
                chunkFactor));
  }

  void add(String... names) {
    new AddVolumes(context()).run(List.of(names).stream().map(VolumeName::parse).toList());
  }

  void send(String... names) {
    send(false, names);
  }

  void send(boolean deduplicate, String... names) {
    List<VolumeName> volumes = List.of(names).stream().map(VolumeName::parse).toList();
    SendRequest request = SendRequest.of(volumes);
    new Send(context()).run(deduplicate ? request.deduplicated() : request);
  }

  void deduplicate() {
    new Deduplicate(context()).run();
  }

  void verify(String volume, @Nullable SessionName session) {
    new Verify(context())
        .run(
            VolumeName.parse(volume),
            session == null ? null : new SessionReference.ByDate(session));
  }

  /** Restores a session to a new file and returns its bytes. */
  byte[] restore(String volume, @Nullable SessionName session) throws IOException {
    Path target = Files.createTempFile(base, "restored", ".img");
    receive(volume, session, target, Receive.Transfer.EVERYTHING);
    byte[] bytes = Files.readAllBytes(target);
    Files.delete(target);
    return bytes;
  }

  void receive(
      String volume, @Nullable SessionName session, Path target, Receive.Transfer transfer) {
    new Receive(context())
        .run(
            new Receive.Request(
                VolumeName.parse(volume),
                session == null ? null : new SessionReference.ByDate(session),
                target.toString(),
                transfer));
  }

  void monitor(String... names) {
    new Monitor(context())
        .run(
            VolumeSelection.of(List.of(names).stream().map(VolumeName::parse).toList()),
            SpaceLimits.STANDARD);
  }

  void diff(String volume, boolean remap) {
    new Diff(context())
        .run(new Diff.Request(VolumeName.parse(volume), null, remap, SpaceLimits.STANDARD));
  }

  void check(boolean repair) {
    new CheckArchive(context()).run(new CheckArchive.Request(List.of(), false, repair));
  }

  ArchiveSummary list() {
    return new ListArchive(context()).run();
  }

  List<SessionName> sessions(String volume) {
    return list().volumes().stream()
        .filter(v -> v.name().text().equals(volume))
        .flatMap(v -> v.sessions().stream())
        .map(VolumeSummary.SessionSummary::name)
        .toList();
  }

  <T extends Event> List<T> events(Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  void writeVolume(String name, byte[] content) throws IOException {
    Files.write(volumes.resolve(name), content);
  }
}
