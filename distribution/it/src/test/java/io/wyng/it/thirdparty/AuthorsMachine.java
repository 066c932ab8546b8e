package io.wyng.it.thirdparty;

import io.wyng.it.program.Program;
import io.wyng.it.program.Result;
import io.wyng.it.program.Workplace;
import io.wyng.it.program.Wyng;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine of somebody who writes plugins: a JDK, Maven with a local repository of its own, the
 * installed Wyng, and a directory {@code wyng} with Wyng's sources, as far as the guide needs them.
 * Nothing of the build around this test can be seen from there.
 *
 * @param home the directory in which the author works
 */
record AuthorsMachine(Path home) {

  /** With a cold cache Maven fetches its plugins first. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final Pattern MODULE = Pattern.compile("<module>(.*)</module>");

  /**
   * What was downloaded for this build is looked for there first. It is a remote repository to the
   * author's Maven, which therefore writes nothing to it.
   */
  private static final String SETTINGS =
      """
      <settings>
        <profiles>
          <profile>
            <id>downloaded</id>
            <repositories>
              <repository>
                <id>downloaded</id>
                <url>%1$s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
              </repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository>
                <id>downloaded</id>
                <url>%1$s</url>
                <releases><checksumPolicy>ignore</checksumPolicy></releases>
                <snapshots><enabled>false</enabled></snapshots>
              </pluginRepository>
            </pluginRepositories>
          </profile>
        </profiles>
        <activeProfiles>
          <activeProfile>downloaded</activeProfile>
        </activeProfiles>
      </settings>
      """;

  static AuthorsMachine in(Path directory, Wyng wyng) throws IOException {
    AuthorsMachine machine = new AuthorsMachine(directory.toRealPath());
    Files.createDirectory(machine.home.resolve("bin"));
    machine.installProgram("wyng", "'%s'".formatted(wyng.home().resolve("bin/wyng")));
    machine.installMaven();
    machine.checkOut();
    return machine;
  }

  private void installMaven() throws IOException {
    Path settings = home.resolve("settings.xml");
    Files.writeString(settings, SETTINGS.formatted(Workplace.mavenRepository().toUri()));
    installProgram(
        "mvn",
        "'%s' --batch-mode --no-transfer-progress -gs '%s' -Dmaven.repo.local='%s'"
            .formatted(realMaven(), settings, home.resolve("repository")));
  }

  /** A script that hands its arguments to a command line. */
  private void installProgram(String name, String commandLine) throws IOException {
    Path script = home.resolve("bin").resolve(name);
    Files.writeString(script, "#!/bin/sh\nexec " + commandLine + " \"$@\"\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path realMaven() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "mvn"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no mvn in the PATH"));
  }

  /** Of Wyng's sources the interface, the example, and what Maven wants to see of the others. */
  private void checkOut() throws IOException {
    Path project = Workplace.project();
    copy(project, "pom.xml");
    for (String module :
        MODULE
            .matcher(Files.readString(project.resolve("pom.xml")))
            .results()
            .map(found -> found.group(1))
            .toList()) {
      copy(project, module + "/pom.xml");
    }
    copy(project, "wyng-spi/src");
    copy(project, "distribution/it/third-party");
  }

  private void copy(Path project, String path) throws IOException {
    Path target = home.resolve("wyng").resolve(path);
    Files.createDirectories(target.getParent());
    Program.of("cp", "-R", project.resolve(path).toString(), target.toString()).run().succeeded();
  }

  /** Runs commands as if the author had typed them, until one fails. */
  Result run(String commands) {
    return Program.of("sh", "-e", "-u", "-c", commands)
        .in(home)
        .withVariable("PATH", home.resolve("bin") + File.pathSeparator + System.getenv("PATH"))
        .withVariable("JAVA_HOME", System.getProperty("java.home"))
        .run(PATIENCE);
  }
}
