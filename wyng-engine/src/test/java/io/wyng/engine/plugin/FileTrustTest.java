package io.wyng.engine.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTrustTest {

  @TempDir private Path scratch;
  private Path file;
  private Path groups;
  private int self;
  private String owner;
  private String group;

  @BeforeEach
  void createFile() throws IOException {
    scratch = scratch.toRealPath();
    file = Files.createFile(scratch.resolve("file"));
    groups = scratch.resolve("group");
    self = (Integer) Files.getAttribute(file, "unix:uid");
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    owner = attributes.owner().getName();
    group = attributes.group().getName();
  }

  @Test
  void aFileThatOnlyItsOwnerCanChangeIsTrusted() throws IOException {
    permit(file, "rwxr-xr-x");

    Optional<String> weakness = FileTrust.ofThisProcess().weakness(file);

    assertEquals(Optional.empty(), weakness);
  }

  @Test
  void theFilesOfRootAreTrusted() throws IOException {
    Optional<String> weakness = FileTrust.ofThisProcess().weakness(Path.of("/"));

    assertEquals(Optional.empty(), weakness);
  }

  @Test
  void theFilesOfAnotherUserAreNotTrusted() throws IOException {
    permit(file, "rw-------");

    Optional<String> weakness = new FileTrust(Set.of(self + 1), groups).weakness(file);

    assertEquals(Optional.of("belongs to the user " + owner), weakness);
  }

  @Test
  void aFileThatEverybodyCanChangeIsNotTrusted() throws IOException {
    permit(file, "rw----rw-");

    Optional<String> weakness = trust().weakness(file);

    assertEquals(Optional.of("may be written to by everybody"), weakness);
  }

  @Test
  void theOwnersPrivateGroupMayChangeAFile() throws IOException {
    permit(file, "rw-rw----");
    Files.writeString(groups, "daemon:x:1:\n" + group + ":x:77:\n");

    Optional<String> weakness = trust().weakness(file);

    assertEquals(group.equals(owner) ? Optional.empty() : Optional.of(groupMayWrite()), weakness);
  }

  @Test
  void aGroupWithAnotherMemberIsNotPrivate() throws IOException {
    permit(file, "rw-rw----");
    Files.writeString(groups, group + ":x:77:" + owner + ",mallory\n");

    Optional<String> weakness = trust().weakness(file);

    assertEquals(Optional.of(groupMayWrite()), weakness);
  }

  @Test
  void aGroupThatTheSystemDoesNotListIsNotPrivate() throws IOException {
    permit(file, "rw-rw----");
    Files.writeString(groups, "daemon:x:1:\n");

    Optional<String> weakness = trust().weakness(file);

    assertEquals(Optional.of(groupMayWrite()), weakness);
  }

  @Test
  void withoutTheSystemsGroupsNoGroupIsPrivate() throws IOException {
    permit(file, "rw-rw----");

    Optional<String> weakness = trust().weakness(file);

    assertEquals(Optional.of(groupMayWrite()), weakness);
  }

  @Test
  void aDirectoryInWhichEverybodyCanReplaceThePathIsFoundAnywhereAboveIt() throws IOException {
    Path open = Files.createDirectory(scratch.resolve("open"));
    Path below = Files.createDirectories(open.resolve("b/c"));
    permit(open, "rwxrwxrwx");

    Optional<String> weakness = FileTrust.ofThisProcess().weaknessAbove(below);

    assertEquals(Optional.of(open + " may be written to by everybody"), weakness);
  }

  @Test
  void inAStickyDirectoryNobodyElseCanReplaceThePath() throws IOException {
    Path sticky = Files.createDirectory(scratch.resolve("sticky"));
    Path below = Files.createDirectory(sticky.resolve("below"));
    Files.setAttribute(sticky, "unix:mode", 01777);

    Optional<String> weakness = FileTrust.ofThisProcess().weaknessAbove(below);

    assertEquals(Optional.empty(), weakness);
  }

  @Test
  void aStickyDirectoryIsNoPlaceForPluginsItself() throws IOException {
    Path sticky = Files.createDirectory(scratch.resolve("sticky"));
    Files.setAttribute(sticky, "unix:mode", 01777);

    Optional<String> weakness = FileTrust.ofThisProcess().weakness(sticky);

    assertEquals(Optional.of("may be written to by everybody"), weakness);
  }

  private FileTrust trust() {
    return new FileTrust(Set.of(self), groups);
  }

  private String groupMayWrite() {
    return "may be written to by the group " + group;
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
