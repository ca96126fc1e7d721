package dev.belay.cli.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The keys of {@code belay.toml}: what may be written, what the schema says, what {@code config
 * show} prints.
 */
enum Key {
  FAIL_ON(
      "fail-on",
      Shape.FAIL_ON,
      "\"warning\"",
      "Lowest severity of a finding that makes the run exit 1; \"never\" for none."),
  ON_PARSE_ERROR(
      "on-parse-error",
      Shape.ON_PARSE_ERROR,
      "\"error\"",
      "What a file that cannot be read or parsed does to a run without findings: \"error\" exits 3,"
          + " \"warn\" exits 0."),
  JAVA(
      "java",
      Shape.JAVA,
      "the build file's",
      "Language level of the sources, which decides what a fix may write."),
  EXCLUDE(
      "exclude",
      Shape.STRINGS,
      "[]",
      "Files and folders that are left out, as patterns of .gitignore from the project's root."),
  TEST_SOURCES(
      "test-sources",
      Shape.STRINGS,
      "[\"**/src/test/\", \"**/src/*Test/\"]",
      "Where tests live, as patterns of .gitignore; some rules weigh less there."),
  CLASSPATH(
      "classpath",
      Shape.STRINGS,
      "[]",
      "Jars and folders of class files that tell more types, from the project's root."),
  BASELINE(
      "baseline",
      Shape.STRING,
      "none",
      "File with the findings that are accepted for now, from the project's root."),
  REQUIRE_REASON(
      "require-reason",
      Shape.BOOLEAN,
      "false",
      "Whether a suppression without a reason is a finding that stays."),
  RULES("rules", Shape.SEVERITIES, "each rule's own", "Severity by rule id."),
  PATHS(
      "paths",
      Shape.PATHS,
      "[]",
      "Severities that hold below some paths only; where two match, the later one holds."),
  CATALOGUE(
      "catalogue",
      Shape.CATALOGUE,
      "the program's own",
      "Types and methods of your own libraries by the part they play, as \"package.Type\" or"
          + " \"package.Type#method\".");

  /** What a key may hold. */
  enum Shape {
    FAIL_ON,
    ON_PARSE_ERROR,
    JAVA,
    STRING,
    STRINGS,
    BOOLEAN,
    SEVERITIES,
    PATHS,
    CATALOGUE
  }

  private final String word;
  private final Shape shape;
  private final String standard;
  private final String help;

  Key(String word, Shape shape, String standard, String help) {
    this.word = word;
    this.shape = shape;
    this.standard = standard;
    this.help = help;
  }

  String word() {
    return word;
  }

  Shape shape() {
    return shape;
  }

  /** What holds without the key, in words of the file. */
  String standard() {
    return standard;
  }

  /** One or two sentences for the author of a file. */
  String help() {
    return help;
  }

  static Optional<Key> find(String word) {
    return Arrays.stream(values()).filter(key -> key.word.equals(word)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(Key::word).toList();
  }
}
