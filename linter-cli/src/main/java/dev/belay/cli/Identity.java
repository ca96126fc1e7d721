package dev.belay.cli;

import com.github.javaparser.JavaParser;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.Digest;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All that the outcome of a check depends on besides the sources, as a text: runs whose texts are
 * equal may learn from each other.
 */
final class Identity {

  private final StringBuilder text = new StringBuilder();

  private Identity() {}

  /**
   * The identity of a run.
   *
   * @param libraries of the class path
   * @param catalogue further entries, as text
   * @return empty where it cannot be told which program this is, so that nothing may be kept
   */
  static Optional<String> of(Path root, Engine engine, List<Path> libraries, String catalogue) {
    Identity identity = new Identity();
    try {
      identity.add("java", Runtime.version().toString());
      identity.addProgram(engine.rules());
      identity.add("root", root.toString());
      identity.add("engine", engine.identity());
      identity.add("catalogue", catalogue);
      for (Path library : libraries) {
        identity.add("library", library.toString());
        identity.addFiles(library);
      }
    } catch (IOException | URISyntaxException e) {
      return Optional.empty();
    }
    return Optional.of(identity.text.toString());
  }

  /** The jars of our own by their bytes: a program that is being worked on keeps its version. */
  private void addProgram(List<Rule> rules) throws IOException, URISyntaxException {
    TreeSet<Path> places = new TreeSet<>();
    places.add(placeOf(Identity.class));
    places.add(placeOf(Engine.class));
    places.add(placeOf(JavaParser.class));
    for (Rule rule : rules) {
      places.add(placeOf(rule.getClass()));
    }
    for (Path place : places) {
      if (Files.isDirectory(place)) {
        addFiles(place);
      } else {
        add("program", Long.toHexString(Digest.of(Files.readAllBytes(place))));
      }
    }
  }

  private static Path placeOf(Class<?> type) throws IOException, URISyntaxException {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      throw new IOException("nobody knows where this comes from: " + type);
    }
    return Path.of(source.getLocation().toURI());
  }

  /** A file, or all files of a folder, by name, size and time: they may be large. */
  private void addFiles(Path fileOrFolder) throws IOException {
    List<Path> files;
    try (Stream<Path> walked = Files.walk(fileOrFolder)) {
      files = walked.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      add(file.toString(), attributes.size() + " " + attributes.lastModifiedTime());
    }
  }

  private void add(String what, String value) {
    text.append(what).append(' ').append(value.length()).append(' ').append(value).append('\n');
  }
}
