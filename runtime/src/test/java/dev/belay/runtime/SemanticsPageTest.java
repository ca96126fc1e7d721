package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page on what is promised names tests and races that exist. */
class SemanticsPageTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern NAMED = Pattern.compile("`(examples/)?([A-Z]\\w+)(?:\\.(\\w+))?`");

  @Test
  void everyRuleNamesTestsThatExist() throws IOException {
    List<String> rows =
        Files.readAllLines(ROOT.resolve("docs/runtime/semantics.md")).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| Topic"))
            .toList();
    assertTrue(rows.size() >= 28, "rows: " + rows.size());
    List<String> missing = new ArrayList<>();
    for (String row : rows) {
      String[] cells = row.split(" \\| ");
      assertEquals(3, cells.length, row);
      Matcher named = NAMED.matcher(cells[2]);
      assertTrue(named.find(), () -> "no test in " + row);
      do {
        if (!exists(named.group(1) != null, named.group(2), named.group(3))) {
          missing.add(named.group());
        }
      } while (named.find());
    }
    assertEquals(List.of(), missing);
  }

  private static boolean exists(boolean example, String type, String method) throws IOException {
    if (method == null) {
      return Files.exists(
          ROOT.resolve("bench/runtime/src/main/java/dev/belay/bench/runtime/races")
              .resolve(type + ".java"));
    }
    if (example) {
      Path source = ROOT.resolve("examples/src/test/java/dev/belay/examples/" + type + ".java");
      return Files.exists(source) && Files.readString(source).contains("void " + method + "(");
    }
    try {
      return Arrays.stream(Class.forName("dev.belay.runtime." + type).getDeclaredMethods())
          .anyMatch(m -> m.getName().equals(method) && m.isAnnotationPresent(Test.class));
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
