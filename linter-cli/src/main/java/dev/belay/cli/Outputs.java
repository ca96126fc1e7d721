package dev.belay.cli;

import dev.belay.cli.report.Format;
import dev.belay.cli.usage.Nearest;
import dev.belay.cli.usage.UsageException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where the reports of a run go: one to standard output, any number to files. */
final class Outputs {

  /** Writes a report in a format. */
  interface Report {
    void write(Format format, Writer out) throws IOException;
  }

  /** Writes something. */
  interface Text {
    void write(Writer out) throws IOException;
  }

  private final Format onStandardOutput;
  private final Map<Path, Format> files;
  private final Surroundings surroundings;

  private Outputs(Format onStandardOutput, Map<Path, Format> files, Surroundings surroundings) {
    this.onStandardOutput = onStandardOutput;
    this.files = files;
    this.surroundings = surroundings;
  }

  /**
   * Reads the options.
   *
   * @param format of the report on standard output
   * @param outputs each {@code FORMAT=FILE}
   * @throws UsageException if a format is unknown, or a file is named twice or cannot be written
   */
  static Outputs of(String format, List<String> outputs, Surroundings surroundings) {
    Map<Path, Format> files = new LinkedHashMap<>();
    for (String output : outputs) {
      int equals = output.indexOf('=');
      if (equals < 1 || equals == output.length() - 1) {
        throw new UsageException("--output wants FORMAT=FILE, not '" + output + "'");
      }
      String name = output.substring(equals + 1);
      if (name.equals("-")) {
        throw new UsageException("--output " + output + ": --format is for standard output");
      }
      Path file = file(output, name, surroundings.folder());
      if (files.put(file, format("--output", output.substring(0, equals))) != null) {
        throw new UsageException("--output names " + name + " twice");
      }
    }
    return new Outputs(format("--format", format), files, surroundings);
  }

  private static Path file(String output, String name, Path folder) {
    try {
      Path file = folder.resolve(name).normalize();
      // Said before the work is done, not after.
      if (Files.isDirectory(file)) {
        throw cannot(output, "is a folder");
      }
      if (!Files.isDirectory(file.getParent())) {
        throw cannot(output, "no such folder");
      }
      if (!Files.isWritable(Files.exists(file) ? file : file.getParent())) {
        throw cannot(output, "no permission");
      }
      return file;
    } catch (InvalidPathException wrong) {
      throw cannot(output, "no name for a file");
    }
  }

  private static UsageException cannot(String output, String why) {
    return new UsageException("--output " + output + ": cannot be written: " + why);
  }

  private static Format format(String option, String word) {
    return Format.find(word)
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + ": unknown format '"
                        + word
                        + "', not one of "
                        + String.join(", ", Format.words())
                        + Nearest.hint(word, Format.words())));
  }

  /**
   * Writes all reports: files first, so that they are there whatever happens to the pipe. One that
   * cannot be written does not keep the others from it.
   *
   * @return what went wrong, a line each; empty where nothing did
   */
  List<String> write(Report report) {
    List<String> failures = new ArrayList<>();
    files.forEach(
        (file, format) -> {
          try {
            writeWhole(file, format, report);
          } catch (IOException refused) {
            String shown = surroundings.folder().relativize(file).toString();
            failures.add(cannot(format.word() + "=" + shown, reason(refused)).getMessage());
          }
        });
    failures.addAll(writeOut(out -> report.write(onStandardOutput, out)));
    return failures;
  }

  /** Writes to standard output alone; what went wrong, a line or none. */
  List<String> writeOut(Text text) {
    try {
      Writer out =
          new BufferedWriter(
              new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8), 1 << 16);
      text.write(out);
      out.flush();
      return List.of();
    } catch (IOException closed) {
      return List.of("the report could not be written to standard output: " + reason(closed));
    }
  }

  /**
   * All of it or nothing: a reader never sees half a report, nor loses the last one to a failure.
   */
  private static void writeWhole(Path file, Format format, Report report) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe or a device is written to, not replaced.
      writeTo(file, format, report, StandardOpenOption.WRITE);
      return;
    }
    String name = "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp";
    Path whole = file.resolveSibling(name);
    try {
      writeTo(whole, format, report, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private static void writeTo(Path file, Format format, Report report, OpenOption... options)
      throws IOException {
    try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, options)) {
      report.write(format, out);
    }
  }

  private static String reason(IOException refused) {
    if (refused instanceof AccessDeniedException) {
      return "no permission";
    }
    if (refused instanceof NoSuchFileException) {
      return "no such folder";
    }
    return String.valueOf(refused.getMessage());
  }
}
