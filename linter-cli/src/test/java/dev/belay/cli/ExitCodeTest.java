package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of exit codes, row by row. */
class ExitCodeTest {

  @TempDir private Path folder;

  /** A project by what its file calls, the arguments, and the code they have to give. */
  private record Row(int code, List<String> calls, String also, String arguments) {
    @Override
    public String toString() {
      return code + " for " + calls + (also.isEmpty() ? "" : " beside " + also) + ": " + arguments;
    }
  }

  static Stream<Row> table() {
    String broken = "Broken.java=class {";
    String unusual = "Latin.java=class Latin {} // \u00e9";
    return Stream.of(
        // 0: all was looked at, nothing at or over --fail-on.
        row(0, List.of("calm"), "", "check"),
        row(0, List.of("whisper"), "", "check"),
        row(0, List.of("open"), "", "check --fail-on error"),
        row(0, List.of("leak"), "", "check --fail-on never"),
        row(0, List.of("leak"), "", "check --fail-on=never --severity leaks-task=error"),
        row(0, List.of("leak"), "", "check --ignore leaks-task"),
        row(0, List.of("leak"), "", "check --severity leaks-task=off"),
        row(0, List.of("leak"), "", "check --select stays-open,drops-failure"),
        row(0, List.of("murmur"), "", "check"),
        row(0, List.of("calm"), broken, "check --on-parse-error=warn"),
        row(0, List.of("calm"), broken, "check --on-parse-error warn"),
        row(0, List.of("calm"), unusual, "check"),
        row(0, List.of("leak"), "belay.toml=fail-on = \"never\"", "check"),
        row(0, List.of("calm"), broken + "|belay.toml=on-parse-error = \"warn\"", "check"),
        row(0, List.of("leak"), "", "--help"),
        row(0, List.of("leak"), "", "check --help"),
        row(0, List.of("leak"), "", "--version"),
        row(0, List.of("leak"), "", "rules"),
        row(0, List.of("leak"), "", "explain leaks-task"),
        row(0, List.of("leak"), "", "baseline"),
        row(0, List.of("leak"), broken + "|belay.toml=on-parse-error = \"warn\"", "baseline"),
        row(0, List.of("leak"), "", "config show"),
        row(0, List.of("leak"), "", "cache clear"),
        row(0, List.of("leak"), "", "generate-completion"),
        // 1: findings at or over it, whatever else.
        row(1, List.of("leak"), "", "check"),
        row(1, List.of("open"), "", "check"),
        row(1, List.of("whisper"), "", "check --fail-on note"),
        row(1, List.of("whisper"), "", "check --severity drops-failure=warning"),
        row(1, List.of("murmur"), "", "check --select off-by-default"),
        row(1, List.of("leak"), broken, "check"),
        row(1, List.of("leak"), "", "check . missing"),
        row(1, List.of("leak", "boom"), "", "check"),
        row(1, List.of("leak"), "", "check --output json=out.json"),
        row(1, List.of("whisper"), "belay.toml=fail-on = \"note\"", "check"),
        // 2: usage, configuration, a rule or the program that failed.
        row(2, List.of("leak"), "", ""),
        row(2, List.of("leak"), "", "chek"),
        row(2, List.of("leak"), "", "config"),
        row(2, List.of("leak"), "", "cache"),
        row(2, List.of("leak"), "", "config verify"),
        row(2, List.of("leak"), "", "check --formt text"),
        row(2, List.of("leak"), "", "check --format srif"),
        row(2, List.of("leak"), "", "check --output sarif"),
        row(2, List.of("leak"), "", "check --output sarif=none/out.sarif"),
        row(2, List.of("leak"), "", "check --select leeks-task"),
        row(2, List.of("leak"), "", "check --ignore leeks-task"),
        row(2, List.of("leak"), "", "check --severity leaks-task=high"),
        row(2, List.of("leak"), "", "check --fail-on sometimes"),
        row(2, List.of("leak"), "", "check --on-parse-error ignore"),
        row(2, List.of("leak"), "", "check --color maybe"),
        row(2, List.of("leak"), "", "check --jobs 0"),
        row(2, List.of("leak"), "", "check --jobs many"),
        row(2, List.of("leak"), "", "check --classpath missing.jar"),
        row(2, List.of("leak"), "", "check --baseline missing.tsv"),
        row(2, List.of("leak"), "", "check --since main"),
        row(2, List.of("leak"), "", "check --staged"),
        row(2, List.of("leak"), "", "check --whole-files"),
        row(2, List.of("leak"), "", "explain leeks-task"),
        row(2, List.of("leak"), "belay.toml=fail-on = ", "check"),
        row(2, List.of("leak"), "belay.toml=fial-on = \"note\"", "check"),
        row(2, List.of("leak"), "belay.toml=fial-on = \"note\"", "config verify"),
        row(2, List.of("calm"), "", "check missing"),
        row(2, List.of("boom"), "", "check"),
        row(2, List.of("boom"), "", "baseline --quiet"),
        row(2, List.of("calm"), "", "baseline --quiet missing"),
        row(2, List.of("boom"), broken, "check"),
        // 3: nothing found, but some file could not be read or parsed.
        row(3, List.of("calm"), broken, "check"),
        row(3, List.of("whisper"), broken, "check"),
        row(3, List.of("leak"), broken, "baseline"),
        row(3, List.of("leak"), broken, "check --fail-on never"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void endsWith(Row row) {
    Run.In project = new Run.In(folder).calling("Task.java", row.calls.toArray(String[]::new));
    for (String file : row.also.isEmpty() ? new String[0] : row.also.split("\\|")) {
      int equals = file.indexOf('=');
      project.with(
          file.substring(0, equals),
          (file.substring(equals + 1) + "\n")
              .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    Run run = project.belay(row.arguments.isEmpty() ? new String[0] : row.arguments.split(" "));

    assertEquals(row.code, run.code(), () -> run.out() + run.err());
    if (row.code == Exit.UNUSABLE) {
      assertEquals(
          1, run.err().lines().filter(line -> !line.contains("Broken.java")).count(), run.err());
    }
  }

  private static Row row(int code, List<String> calls, String also, String arguments) {
    return new Row(code, calls, also, arguments);
  }
}
