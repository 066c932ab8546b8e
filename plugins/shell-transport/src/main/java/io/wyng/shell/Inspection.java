package io.wyng.shell;

import io.wyng.spi.ProviderException;
import io.wyng.spi.destination.ArchivePath;
import io.wyng.spi.destination.DestinationAddress;
import io.wyng.spi.destination.DestinationCapability;
import io.wyng.spi.destination.DestinationFault;
import io.wyng.spi.destination.DestinationStatus;
import io.wyng.spi.destination.DestinationStatus.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what state the destination is in, and what it can do. */
final class Inspection {

  private final Shells shells;
  private final ArchiveSite site;
  private @Nullable Boolean linksPossible;

  Inspection(Shells shells, ArchiveSite site) {
    this.shells = shells;
    this.site = site;
  }

  Set<DestinationCapability> capabilities() throws IOException {
    if (linksPossible == null) {
      tryLinks();
    }
    Set<DestinationCapability> capabilities =
        EnumSet.of(
            DestinationCapability.ATOMIC_DIRECTORY_RENAME, DestinationCapability.CONCURRENT_USE);
    if (Boolean.TRUE.equals(linksPossible)) {
      capabilities.add(DestinationCapability.HARD_LINKS);
    }
    return Set.copyOf(capabilities);
  }

  /** Where nothing can be written, the question stays open. */
  private void tryLinks() throws IOException {
    RemoteShell shell = shells.forCalls();
    shell.send("links_possible");
    String line = shell.line();
    linksPossible =
        switch (line) {
          case "links yes" -> true;
          case "links no" -> false;
          case "links unknown" -> null;
          default -> throw shell.broken("\"" + RemoteText.clean(line) + "\"");
        };
    shell.expectOk();
  }

  DestinationStatus probe() {
    try {
      return site.attempt("use", ArchivePath.ROOT, this::look);
    } catch (ProviderException e) {
      return unusable(Problem.of(e));
    } catch (IOException e) {
      return unusable(
          new Problem(site.farSide() + " cannot be used: " + RemoteText.clean("" + e), ""));
    }
  }

  private static DestinationStatus unusable(Problem problem) {
    return new DestinationStatus(
        false, false, DestinationStatus.UNKNOWN, DestinationStatus.UNKNOWN, List.of(problem));
  }

  private DestinationStatus look() throws IOException {
    RemoteShell shell = shells.forCalls();
    shell.send("probe");
    Map<String, String> facts = new HashMap<>();
    while (facts.size() < 20) {
      String line = shell.line();
      switch (line) {
        case "ok" -> {
          shell.wasOutcome();
          return status(facts, shell.words());
        }
        case "missing" -> {
          shell.wasOutcome();
          return unusable(missing(shell.words()));
        }
        case "no directory" -> {
          shell.wasOutcome();
          return unusable(
              new Problem(
                  mountPoint() + " is not a directory",
                  "Give the directory at which the destination is mounted."));
        }
        default -> {
          int space = line.indexOf(' ');
          facts.put(space < 0 ? line : line.substring(0, space), line.substring(space + 1));
        }
      }
    }
    throw shell.broken("too many facts");
  }

  private String mountPoint() {
    return site.address().path() + " on " + site.farSide();
  }

  private Problem missing(String words) {
    return RemoteText.fault(words)
        .map(fault ->
            new Problem(
                mountPoint() + " cannot be used: " + words, RemoteText.remedy(fault, words), fault))
        .orElseGet(() ->
            new Problem(
                mountPoint() + " does not exist",
                "Create it there and mount the destination, or correct the address "
                    + site.address()
                    + "."));
  }

  private DestinationStatus status(Map<String, String> facts, String words) {
    List<Problem> problems = new ArrayList<>();
    FreeSpace space = FreeSpace.parse(facts.getOrDefault("space", ""));
    FreeSpace files = FreeSpace.parse(facts.getOrDefault("files", ""));
    boolean mounted = isMounted(facts, problems);
    boolean writable = isWritable(facts, words, problems);
    return new DestinationStatus(
        mounted,
        writable,
        space.total() > 0 ? space.available() * 1024 : DestinationStatus.UNKNOWN,
        files.total() > 0 ? files.available() : DestinationStatus.UNKNOWN,
        problems);
  }

  private boolean isMounted(Map<String, String> facts, List<Problem> problems) {
    String physical = facts.getOrDefault("physical", site.address().path());
    String point = FreeSpace.parse(facts.getOrDefault("point", "")).mountPoint();
    if (facts.containsKey("mounted") || point.equals(physical)) {
      return true;
    }
    problems.add(
        new Problem(mountPoint() + " is not a mount point", remedyForMount(physical, point)));
    return false;
  }

  private String remedyForMount(String physical, String point) {
    String prefix = point.endsWith("/") ? point : point + "/";
    if (point.isEmpty() || !physical.startsWith(prefix)) {
      return "Mount the destination there.";
    }
    DestinationAddress address =
        new DestinationAddress(site.address().scheme(), site.address().authority(), point);
    return "Mount the destination there, or give the mount point with --dest="
        + address
        + " and the directory below it with --subdir="
        + RemoteText.clean(physical.substring(prefix.length()))
        + ".";
  }

  private boolean isWritable(Map<String, String> facts, String words, List<Problem> problems) {
    String place = facts.getOrDefault("nearest", site.address().path()).replace("/./", "/");
    place = RemoteText.clean(place.endsWith("/.") ? place.substring(0, place.length() - 2) : place);
    place = (place.isEmpty() ? "/" : place) + " on " + site.farSide();
    if (facts.containsKey("occupied")) {
      problems.add(
          new Problem(
              site.describe(ArchivePath.ROOT) + " is not a directory",
              "Move it away, or choose another place with --subdir."));
      return false;
    }
    if (facts.containsKey("writable")) {
      return true;
    }
    String user = RemoteText.clean(facts.getOrDefault("user", "?"));
    DestinationFault fault = RemoteText.fault(words).orElse(DestinationFault.PERMISSION_DENIED);
    problems.add(
        new Problem(
            place + " is not writable for the user " + user + (words.isEmpty() ? "" : ": " + words),
            RemoteText.remedy(fault, words),
            fault));
    return false;
  }
}
