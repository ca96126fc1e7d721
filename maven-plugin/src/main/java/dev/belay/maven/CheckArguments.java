package dev.belay.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A project's folders and a goal's parameters in the words of the command line. */
final class CheckArguments {

  private final List<String> words = new ArrayList<>(List.of("check"));

  /** Adds an option that may be missing or empty. */
  CheckArguments with(String option, String value) {
    if (value != null && !value.isEmpty()) {
      words.add(option + "=" + value);
    }
    return this;
  }

  /** Adds an option once for each value. */
  CheckArguments with(String option, Collection<String> values) {
    values.forEach(value -> with(option, value));
    return this;
  }

  /** Adds a switch where it is on. */
  CheckArguments with(String option, boolean on) {
    if (on) {
      words.add(option);
    }
    return this;
  }

  /** Adds a report for each format. */
  CheckArguments withOutputs(Map<String, File> byFormat) {
    byFormat.forEach((format, file) -> with("--output", format + "=" + file.getAbsolutePath()));
    return this;
  }

  /**
   * Adds the class path: what of it is there. A module that is not compiled has no classes yet, and
   * a dependency may be a POM.
   */
  CheckArguments withClassPath(Collection<String> elements) {
    List<String> present =
        elements.stream()
            .filter(
                element ->
                    element.endsWith(".jar")
                        ? Files.isRegularFile(Path.of(element))
                        : Files.isDirectory(Path.of(element)))
            .toList();
    return with("--classpath", String.join(File.pathSeparator, present));
  }

  /** The command line that checks these folders, of which some hold tests. */
  List<String> over(Collection<Path> folders, Collection<Path> tests) {
    List<String> all = new ArrayList<>(words);
    tests.forEach(folder -> all.add("--tests=" + folder));
    // Whatever a folder is called, from here on it is one.
    all.add("--");
    folders.forEach(folder -> all.add(folder.toString()));
    tests.forEach(folder -> all.add(folder.toString()));
    return List.copyOf(all);
  }
}
