package dev.belay.cli.build;

import dev.belay.linter.rule.SourceLevel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code build.gradle} or {@code build.gradle.kts}. It is a program, which is not run: what it
 * says in so many words is taken, and the lowest level where it says several. A level that it
 * computes is unknown.
 */
final class GradleFile implements BuildFile {

  private static final Pattern COMMENT =
      Pattern.compile("(?<kept>\"[^\"\\n]*\"|'[^'\\n]*')|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

  /** A level in the words of the file, or the name of one. */
  private static final String LEVEL =
      "(?:JavaVersion\\.toVersion\\(\\s*)?[\"']?(?<level>[\\w.]+)[\"']?";

  /** Strongest first: a release binds the compiler, a toolchain is what runs it. */
  private static final List<Pattern> STATEMENTS =
      List.of(
          Pattern.compile("\\brelease(?:\\.set\\(|\\s*=)\\s*" + LEVEL),
          Pattern.compile("\\bsourceCompatibility(?:\\.set\\(|\\s*=)?\\s*" + LEVEL),
          Pattern.compile("\\bJavaLanguageVersion\\.of\\(\\s*" + LEVEL),
          Pattern.compile("\\bjvmToolchain\\(\\s*" + LEVEL));

  private final Path file;
  private final String text;
  private final String names;

  private GradleFile(Path file, String text, String names) {
    this.file = file;
    this.text = text;
    this.names = names;
  }

  /**
   * Reads a file.
   *
   * @param top no {@code gradle.properties} above this folder is read
   * @return empty where it cannot be read
   */
  static Optional<BuildFile> read(Path file, Path top) {
    try {
      String text = withoutComments(textOf(file));
      StringBuilder names = new StringBuilder(text);
      for (Path at = file.getParent(); at != null && at.startsWith(top); at = at.getParent()) {
        Path properties = at.resolve("gradle.properties");
        Path catalogue = at.resolve("gradle").resolve("libs.versions.toml");
        for (Path other : List.of(properties, catalogue)) {
          names.append('\n').append(Files.isRegularFile(other) ? textOf(other) : "");
        }
      }
      return Optional.of(new GradleFile(file, text, names.toString()));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static String textOf(Path file) throws IOException {
    // ISO-8859-1 takes every byte; all that is looked for is ASCII.
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static String withoutComments(String text) {
    return COMMENT
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(found.group().startsWith("/") ? " " : found.group()));
  }

  @Override
  public Path file() {
    return file;
  }

  @Override
  public SourceLevel level() {
    for (Pattern statement : STATEMENTS) {
      List<OptionalInt> levels =
          statement.matcher(text).results().map(found -> found.group(1)).map(this::number).toList();
      if (!levels.isEmpty()) {
        return levels.stream().allMatch(OptionalInt::isPresent)
            ? SourceLevel.of(levels.stream().mapToInt(OptionalInt::getAsInt).min().getAsInt())
            : SourceLevel.UNKNOWN;
      }
    }
    return SourceLevel.UNKNOWN;
  }

  /** Whether it says anything about the level, be it something that is not understood. */
  boolean speaksOfLevel() {
    return STATEMENTS.stream().anyMatch(statement -> statement.matcher(text).find());
  }

  private OptionalInt number(String written) {
    OptionalInt number = JavaVersion.of(written);
    if (number.isPresent()) {
      return number;
    }
    String name = written.substring(written.lastIndexOf('.') + 1);
    Pattern assigned =
        Pattern.compile(
            "\\b" + Pattern.quote(name) + "\\s*=\\s*(?:JavaVersion\\.)?[\"']?(?<value>[\\w.]+)");
    return assigned
        .matcher(names)
        .results()
        .map(found -> JavaVersion.of(found.group(1)))
        .findFirst()
        .orElse(OptionalInt.empty());
  }

  @Override
  public boolean dependsOn(String group, String artifact) {
    String between = "[\"']?\\s*[:,]\\s*(?:name\\s*[:=]\\s*)?[\"']?";
    return Pattern.compile(Pattern.quote(group) + between + Pattern.quote(artifact) + "\\b")
        .matcher(names)
        .find();
  }

  @Override
  public String snippet(String group, String artifact, String version) {
    String coordinates = group + ":" + artifact + ":" + version;
    return file.toString().endsWith(".kts")
        ? "implementation(\"" + coordinates + "\")\n"
        : "implementation '" + coordinates + "'\n";
  }
}
