package io.wyng.engine.operation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.wyng.engine.archive.SessionName;
import io.wyng.engine.archive.SessionReference;
import io.wyng.spi.VolumeName;
import io.wyng.spi.durable.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that a user can do to an archive, in random order: after each step the archive has the
 * sessions that a simple model has, and what is restored are the bytes of that time.
 */
class WholeHistoryTest {

  private static final int OPERATIONS = 420;
  private static final int MOST_SESSIONS = 12;

  @TempDir Path directory;

  private RandomGenerator random = RandomGenerator.getDefault();
  private TestArchive archive;
  private final Map<String, VolumeModel> volumes = new LinkedHashMap<>();
  private final Map<String, TreeMap<SessionName, byte[]>> sessions = new LinkedHashMap<>();
  private final List<String> done = new ArrayList<>();
  private int names;

  @ParameterizedTest(name = "{0}, seed {1}")
  @CsvSource({"zlib:1, 1", "zstd:1, 2", "bz2:1, 3", "zstd:3, 4", "zlib:4, 5"})
  void whateverIsDoneTheArchiveHoldsWhatTheModelHolds(String compression, long seed)
      throws IOException {
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    archive = new TestArchive(directory, DurableFiles.system());
    archive.initialize(compression, null, 1);
    add();
    add();

    for (int i = 0; i < OPERATIONS; i++) {
      step();
    }

    for (String volume : volumes.keySet()) {
      for (Map.Entry<SessionName, byte[]> session : sessions.get(volume).entrySet()) {
        assertArrayEquals(
            session.getValue(), archive.restore(volume, session.getKey()), this::story);
      }
    }
    archive.check(false);
  }

  private void step() throws IOException {
    String volume = List.copyOf(volumes.keySet()).get(random.nextInt(volumes.size()));
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3 -> change(volume);
      case 4, 5, 6 -> send(false);
      case 7 -> send(true);
      case 8, 9 -> monitor();
      case 10, 11, 12 -> restoreOver(volume);
      case 13 -> restoreInPlace(volume);
      case 14, 15 -> prune(volume);
      case 16 -> deduplicate();
      case 17 -> rename(volume);
      case 18 -> verify(volume);
      default -> deleteAndAdd(volume);
    }
    for (String each : volumes.keySet()) {
      assertEquals(List.copyOf(sessions.get(each).keySet()), archive.sessions(each), this::story);
    }
  }

  private String story() {
    return String.join("\n", done);
  }

  private void add() throws IOException {
    String name = "vol-" + names++;
    done.add("add " + name);
    volumes.put(name, new VolumeModel(random, 200_000 + random.nextInt(200_000)));
    sessions.put(name, new TreeMap<>());
    archive.writeVolume(name, volumes.get(name).content());
    archive.add(name);
  }

  private void change(String volume) throws IOException {
    done.add("change " + volume);
    volumes.get(volume).change();
    archive.writeVolume(volume, volumes.get(volume).content());
  }

  private void send(boolean deduplicate) {
    done.add("send " + deduplicate);
    archive.send(deduplicate);
    for (Map.Entry<String, VolumeModel> volume : volumes.entrySet()) {
      byte[] content = volume.getValue().content();
      TreeMap<SessionName, byte[]> known = sessions.get(volume.getKey());
      archive.sessions(volume.getKey()).forEach(session -> known.putIfAbsent(session, content));
      assertArrayEquals(content, known.lastEntry().getValue(), this::story);
    }
  }

  private void monitor() {
    done.add("monitor");
    archive.monitor();
  }

  private SessionName anySession(String volume) {
    List<SessionName> all = List.copyOf(sessions.get(volume).keySet());
    return all.get(random.nextInt(all.size()));
  }

  private void restoreOver(String volume) throws IOException {
    if (sessions.get(volume).isEmpty()) {
      return;
    }
    SessionName session = anySession(volume);
    Receive.Transfer transfer =
        Receive.Transfer.values()[random.nextInt(Receive.Transfer.values().length)];
    Path target = directory.resolve("target.img");
    Files.write(target, sessions.get(volume).get(anySession(volume)));
    done.add("restore " + volume + " " + session + " " + transfer);

    archive.receive(volume, session, target, transfer);

    assertArrayEquals(sessions.get(volume).get(session), Files.readAllBytes(target), this::story);
  }

  private void restoreInPlace(String volume) throws IOException {
    if (sessions.get(volume).isEmpty()) {
      return;
    }
    SessionName session = anySession(volume);
    Path place = archive.volumes.resolve(volume);
    done.add("restore " + volume + " " + session + " in its place");

    archive.receive(volume, session, place, Receive.Transfer.SPARSE);

    volumes.get(volume).become(sessions.get(volume).get(session));
    assertArrayEquals(volumes.get(volume).content(), Files.readAllBytes(place), this::story);
  }

  /** One session or a range; more when there are many, so that the history does not grow long. */
  private void prune(String volume) {
    List<SessionName> all = List.copyOf(sessions.get(volume).keySet());
    if (all.size() < 2) {
      return;
    }
    int from = random.nextInt(all.size() - 1);
    int to = Math.min(all.size() - 2, from + random.nextInt(all.size() > MOST_SESSIONS ? 9 : 3));
    done.add("prune " + volume + " " + all.get(from) + " to " + all.get(to));

    new Prune(archive.context())
        .run(
            VolumeSelection.of(List.of(VolumeName.parse(volume))),
            new NamedSessions.Between(
                new SessionReference.ByDate(all.get(from)),
                new SessionReference.ByDate(all.get(to))));

    all.subList(from, to + 1).forEach(sessions.get(volume)::remove);
  }

  private void deduplicate() {
    done.add("deduplicate");
    archive.deduplicate();
  }

  private void rename(String volume) throws IOException {
    String newName = "vol-" + names++;
    done.add("rename " + volume + " " + newName);
    new RenameVolume(archive.context()).run(VolumeName.parse(volume), VolumeName.parse(newName));
    Files.move(archive.volumes.resolve(volume), archive.volumes.resolve(newName));
    volumes.put(newName, volumes.remove(volume));
    sessions.put(newName, sessions.remove(volume));
  }

  private void verify(String volume) {
    if (!sessions.get(volume).isEmpty()) {
      SessionName session = anySession(volume);
      done.add("verify " + volume + " " + session);
      archive.verify(volume, session);
    }
  }

  private void deleteAndAdd(String volume) throws IOException {
    done.add("delete " + volume);
    new DeleteVolume(archive.context()).run(VolumeName.parse(volume));
    Files.delete(archive.volumes.resolve(volume));
    volumes.remove(volume);
    sessions.remove(volume);
    add();
  }
}
