package dev.belay.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Where things are, and the packaged program among them. */
final class Places {

  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  static final Path TARGET = Path.of("target").toAbsolutePath();
  static final Path NPM = TARGET.resolve("npm/node_modules");

  private static final Path JAR = REPOSITORY.resolve("linter-cli/target/linter-cli.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  private Places() {}

  /** Runs the packaged program: not by the launcher, which would build beside the build around. */
  static Ran belay(Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(JAVA.toString(), "-XX:TieredStopAtLevel=1", "-jar", JAR.toString()));
    command.addAll(List.of(arguments));
    return Ran.in(folder, Map.of(), command);
  }

  /** A folder with {@code belay} in it, to be put on a PATH. */
  static Path installed() {
    try {
      Path bin = Files.createDirectories(TARGET.resolve("bin"));
      Path program = bin.resolve("belay");
      Files.writeString(program, "#!/bin/sh\nexec '" + JAVA + "' -jar '" + JAR + "' \"$@\"\n");
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
      return bin;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Where a program is on the PATH. */
  static Path program(String name) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not on the PATH: " + name));
  }

  /** An empty folder below the build's own, made anew. */
  static Path emptied(String name) {
    Path folder = TARGET.resolve(name);
    try {
      if (Files.exists(folder)) {
        try (Stream<Path> old = Files.walk(folder)) {
          for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
          }
        }
      }
      return Files.createDirectories(folder);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
