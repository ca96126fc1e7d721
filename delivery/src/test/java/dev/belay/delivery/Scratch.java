package dev.belay.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A repository for one test, with a record of what was typed in it and what came back. */
final class Scratch {

  private final Path folder;
  private final Path transcript;
  private final Map<String, String> environment = new HashMap<>();

  /** An empty repository; the transcript is in the folder of transcripts under the same name. */
  Scratch(String name) {
    folder = Places.emptied("scratch/" + name);
    transcript = Places.TARGET.resolve("transcripts").resolve(name + ".txt");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
    for (String who : List.of("AUTHOR", "COMMITTER")) {
      environment.put("GIT_" + who + "_NAME", "Ada");
      environment.put("GIT_" + who + "_EMAIL", "ada@example.com");
    }
    try {
      Files.createDirectories(transcript.getParent());
      Files.deleteIfExists(transcript);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    run("git", "init", "-q", "-b", "main").endedWith(0);
  }

  Path folder() {
    return folder;
  }

  Scratch environment(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** Puts folders before those that programs are looked for in. */
  Scratch onPath(Path... folders) {
    String path = environment.getOrDefault("PATH", System.getenv("PATH"));
    for (Path bin : folders) {
      path = bin + ":" + path;
    }
    return environment("PATH", path);
  }

  Scratch file(String path, String text) {
    try {
      Path file = folder.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Scratch program(String path, String text) {
    try {
      file(path, text);
      Files.setPosixFilePermissions(
          folder.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
      return this;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  String text(String path) {
    try {
      return Files.readString(folder.resolve(path));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  Ran run(String... command) {
    Ran ran = Ran.in(folder, environment, new ArrayList<>(List.of(command)));
    String said =
        "$ " + String.join(" ", command) + "\n" + ran.out() + ran.err() + "[" + ran.code() + "]\n";
    try {
      Files.writeString(
          transcript,
          said,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return ran;
  }

  /** Stages all there is and tries to commit it. */
  Ran commit(String message) {
    run("git", "add", "-A").endedWith(0);
    return run("git", "commit", "-q", "-m", message);
  }

  /** How many commits there are. */
  int commits() {
    Ran log = Ran.in(folder, environment, List.of("git", "rev-list", "--all", "--count"));
    return Integer.parseInt(log.endedWith(0).out().strip());
  }
}
